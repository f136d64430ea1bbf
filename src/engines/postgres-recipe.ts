import { totalmem } from 'node:os';
import { postgresAccount } from './postgres-account.ts';
import { askPostgres, createDatabase } from './postgres-answer.ts';
import { findPostgresBinaries, hasLibrary, program } from './postgres-binaries.ts';
import { createCluster, postgresEnvironment, postgresUser, readPassword } from './postgres-cluster.ts';
import { removeStaleLock } from './postgres-lock.ts';
import { placePostgres } from './postgres-place.ts';
import { postgresSettings, settingArguments } from './postgres-settings.ts';
import type { EngineOptions } from './running-engine.ts';
import type { EngineFace, EnginePlan, EngineRecipe } from './start-engine.ts';

export const postgresFace: EngineFace = {
  kind: 'postgres',
  product: 'postgresql',
  what: 'the embedded PostgreSQL',
  notes: [],
  url: (slot, port) => connectionString(port, readPassword(slot) ?? ''),
  shownUrl: (port) => `postgresql://${postgresUser}@127.0.0.1:${port}/${postgresUser}`,
};

/** The embedded PostgreSQL: a real server, its data on disk, whether they are kept or not. */
export const postgresRecipe: EngineRecipe = {
  ...postgresFace,
  // A server that was killed replays its log first.
  answerWithinMs: 120_000,
  prepare,
  ask: async (url) => {
    const answer = await askPostgres(databaseUrl(url, 'postgres'), 5_000);
    await createDatabase(databaseUrl(url, 'postgres'), postgresUser);
    return answer;
  },
};

function connectionString(port: number, password: string): string {
  return `postgresql://${postgresUser}:${password}@127.0.0.1:${port}/${postgresUser}`;
}

function databaseUrl(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

async function prepare(slot: string, options: EngineOptions, outside: (folder: string) => void): Promise<EnginePlan> {
  const account = postgresAccount();
  const place = placePostgres(slot, findPostgresBinaries(), account);
  if (place.outside) outside(place.parent);
  await createCluster(slot, place, account, options.onProgress);
  removeStaleLock(place.data);
  const preload = hasLibrary(place.binaries, 'pg_stat_statements') ? ['pg_stat_statements'] : [];
  const settings = (port: number) => postgresSettings({ port, memoryBytes: totalmem(), preload });
  return {
    command: program(place.binaries, 'postgres'),
    args: (port) => ['-D', place.data, ...settingArguments(settings(port))],
    env: postgresEnvironment,
    account: account === null ? null : { uid: account.uid, gid: account.gid },
    cwd: place.data,
    data: place.data,
  };
}
