import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import pg from 'pg';
import { cacheFolder } from '../src/engines/cache-folder.ts';
import { startPostgres } from '../src/engines/start-postgres.ts';
import type { PostgresPlace } from '../src/targets/target.ts';
import { clientCore, onCores, pinnable, run, serverCore, timed } from './child.ts';

/** A PostgreSQL with pgbench's tables, on a core of its own. */
export interface BenchPostgres {
  readonly place: PostgresPlace;
  /** `pgbench -S -M prepared` with so many connections: reads a second, and what each cost its client. */
  pgbench(connections: number, seconds: number): Promise<{ readonly perSecond: number; readonly cpuUs: number }>;
  stop(): Promise<void>;
}

export async function startBenchPostgres(): Promise<BenchPostgres> {
  const cache = cacheFolder({ env: process.env, platform: process.platform, home: homedir() });
  const engine = await startPostgres({ cache, keep: false, env: process.env, onProgress: () => {} });
  const url = new URL(engine.url);
  const words = ['-h', url.hostname, '-p', url.port, '-U', decodeURIComponent(url.username)];
  const database = url.pathname.slice(1);
  process.env.PGPASSWORD = decodeURIComponent(url.password);
  await pinServer(engine.url);
  await run('pgbench', ['-i', '-q', '-s', '1', ...words, database]);
  return {
    place: { kind: 'postgres', url: engine.url, schema: 'public', provenance: engine.provenance },
    pgbench: async (connections, seconds) => {
      const load = ['-n', '-S', '-M', 'prepared', '-c', `${connections}`, '-j', '1', '-T', `${seconds}`];
      const { stdout, cpuUs } = await timed([...onCores(clientCore), 'pgbench', ...load, ...words, database]);
      const [, perSecond = Number.NaN] = /tps = ([\d.]+)/.exec(stdout) ?? [];
      const [, operations = Number.NaN] = /transactions actually processed: (\d+)/.exec(stdout) ?? [];
      return { perSecond: Number(perSecond), cpuUs: cpuUs / Number(operations) };
    },
    stop: () => engine.stop(),
  };
}

/** Every later backend inherits its core from the server's first process. */
async function pinServer(url: string): Promise<void> {
  if (!pinnable) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const stat = readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8');
  await client.end();
  const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
  await run('taskset', ['-a', '-p', '-c', `${serverCore}`, parent]);
}
