import { EnvironmentError } from '../../engines/environment-error.ts';
import type { OperationFailed } from '../../workload/operation-failed.ts';
import type { PostgresPlace } from '../target.ts';
import { failureOf } from './failure.ts';

/** A database's address as a person may see it: without user, password and options. */
export function shownPlace({ url }: PostgresPlace): string {
  try {
    const { host, pathname } = new URL(url);
    return `PostgreSQL at ${host}${pathname}`;
  } catch {
    return 'PostgreSQL at the address given';
  }
}

/** A database that cannot be reached or entered, with what to do about it. */
export function unreachable(place: PostgresPlace, error: unknown): EnvironmentError {
  const failure = failureOf(error);
  return new EnvironmentError(`${shownPlace(place)} cannot be used: ${failure.message}`, advice(failure), {
    cause: error,
  });
}

function advice({ code }: OperationFailed): string {
  if (code === null) return 'Check that the server runs and that nothing stands between; then try again.';
  if (code.startsWith('28')) return 'Check the user and the password in the URL.';
  if (code === '3D000') return 'Create the database, or name one that exists in the URL.';
  if (code === '53100') return 'Free space on the disk of the server.';
  if (code === '53300' || code === '53400')
    return "Ask for fewer connections, or raise the server's limit (max_connections).";
  if (code === '42501') return 'Give the user of the URL the right to create a schema in this database.';
  return 'Check the host and the port in the URL and that the server runs; then try again.';
}
