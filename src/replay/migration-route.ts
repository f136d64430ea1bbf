import { Random, stream } from '../dataset/random.ts';
import type { MigrationEngine, MigrationPhase } from '../load/migration-phase.ts';

/** Which engines one operation goes to. */
export interface Route {
  /** Answers the application; of two writes the first, whose outcome is the application's. */
  readonly first: MigrationEngine;
  /** Asked as well: a write after the first one, a read beside it, to be compared; `null` where there is none. */
  readonly other: MigrationEngine | null;
  /** Whether the application waits for the other one. */
  readonly waits: boolean;
}

const readsStream = stream('migration reads');
const shadowStream = stream('migration shadow');

/**
 * The route of an operation, a pure function of the phase, the random seed and the operation's number. A read that
 * DynamoDB answers at 10 % is among those that it answers at 50 %, as with a switch that opens by a person's number.
 */
export function routeOf(phase: MigrationPhase, isWrite: boolean, randomSeed: number, operation: number): Route {
  if (isWrite) {
    const [first, other = null] = phase.writes;
    return { first, other, waits: other !== null && phase.secondWrite === 'awaited' };
  }
  const drawn = (of: number): number => new Random(randomSeed, of, operation).fraction();
  const first = drawn(readsStream) < phase.dynamodbReads ? 'dynamodb' : 'postgres';
  const isShadowed = drawn(shadowStream) < phase.shadowed;
  return { first, other: isShadowed ? otherThan(first) : null, waits: false };
}

function otherThan(engine: MigrationEngine): MigrationEngine {
  return engine === 'postgres' ? 'dynamodb' : 'postgres';
}
