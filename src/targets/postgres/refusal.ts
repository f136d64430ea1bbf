import type { EnvironmentError } from '../../engines/environment-error.ts';
import { BadInput } from '../../workload/problem.ts';
import type { PostgresPlace } from '../target.ts';
import { unreachable } from './environment.ts';

/** What PostgreSQL tells with an error. https://www.postgresql.org/docs/current/protocol-error-fields.html */
interface Told {
  readonly code?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly where?: string;
  /** Of the character in the statement, from 1. */
  readonly position?: string;
}

/** Values, constraints and statements that PostgreSQL refuses; not the right to do something, which is the database's. */
const ofTheLayout = /^(0A|21|22|23|42|44)/;

/**
 * What an engine error means for the person who wrote the layout: bad input at `place` where PostgreSQL refuses what it
 * says, else a database that cannot be used.
 */
export function refusal(
  error: unknown,
  at: PostgresPlace,
  { place, sql, expected }: { place: string; sql?: string; expected: string },
): BadInput | EnvironmentError {
  const told = error as Told;
  if (told.code === undefined || !ofTheLayout.test(told.code) || told.code === '42501') return unreachable(at, error);
  const line = sql === undefined || told.position === undefined ? '' : `:${lineOf(sql, Number(told.position))}`;
  const found = [told.message, told.detail, told.where?.split('\n')[0]].filter((part) => part !== undefined).join('; ');
  return new BadInput([{ place: `${place}${line}`, found: `${found} (${told.code})`, expected }]);
}

function lineOf(sql: string, position: number): number {
  return sql.slice(0, position - 1).split('\n').length;
}
