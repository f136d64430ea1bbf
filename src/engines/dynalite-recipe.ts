import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loopback } from './dynamodb-answer.ts';
import { entryArguments } from './entry-file.ts';
import { EnvironmentError } from './environment-error.ts';
import { askOwnDynamoDb } from './own-answer.ts';
import type { EngineFace, EngineRecipe } from './start-engine.ts';

/** What the process that runs dynalite is told, as JSON in its last argument. */
export interface DynaliteOrder {
  /** Where dynalite's module is. */
  readonly module: string;
  readonly version: string;
  readonly port: number;
  /** Null for in memory. */
  readonly data: string | null;
}

export const dynaliteFace: EngineFace = {
  kind: 'dynamodb',
  product: 'dynalite',
  what: 'dynalite',
  notes: [
    'dynalite reports no index units and has no transactions, counts sizes in UTF-16 units instead of bytes, and never throttles.',
  ],
  url: (_slot, port) => loopback(port),
  shownUrl: loopback,
};

/** How to run dynalite, in memory or, kept, in a LevelDB folder. */
export const dynaliteRecipe: EngineRecipe = {
  ...dynaliteFace,
  answerWithinMs: 30_000,
  ask: (url, logFile) => askOwnDynamoDb(url, logFile, /^Version:\s*(\S+)/m),
  prepare: async (slot, { keep }) => {
    const data = keep ? join(slot, 'data') : null;
    if (data !== null) mkdirSync(data, { recursive: true });
    const found = findDynalite();
    const entry = await entryArguments('dynalite-server');
    const order = (port: number): DynaliteOrder => ({ ...found, port, data });
    return {
      command: process.execPath,
      args: (port) => [...entry, JSON.stringify(order(port))],
      env: {},
      account: null,
      cwd: slot,
      data,
    };
  },
};

/** Where dynalite is installed; throws `EnvironmentError` where it is not. */
export function findDynalite(): Pick<DynaliteOrder, 'module' | 'version'> {
  try {
    const module = createRequire(import.meta.url).resolve('dynalite');
    const { version } = JSON.parse(readFileSync(join(dirname(module), 'package.json'), 'utf8'));
    return { module, version: String(version) };
  } catch (error) {
    throw new EnvironmentError(
      'dynalite is not installed here',
      'Install again with optional dependencies (npm ci), or install Java 17 for DynamoDB Local.',
      { cause: error },
    );
  }
}
