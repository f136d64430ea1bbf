import { EnvironmentError } from './environment-error.ts';
import { askPostgres } from './postgres-answer.ts';
import { redacted } from './redacted.ts';
import type { RunningEngine } from './running-engine.ts';

const answerWithinMs = 10_000;

/** A PostgreSQL server behind a URL, once it has answered. Throws `EnvironmentError`, without the password, where it does not. */
export async function connectPostgres(url: string, signal?: AbortSignal): Promise<RunningEngine> {
  signal?.throwIfAborted();
  const shownUrl = redacted(url);
  const { version } = await askPostgres(url, answerWithinMs).catch((error: unknown) => {
    throw new EnvironmentError(`PostgreSQL at ${shownUrl} cannot be used: ${reason(error)}`, advice(error), {
      cause: error,
    });
  });
  signal?.throwIfAborted();
  return {
    kind: 'postgres',
    product: 'postgresql',
    version,
    provenance: `postgresql ${version}`,
    url,
    shownUrl,
    where: `Its data are in the server at ${shownUrl}.`,
    notes: [],
    shared: true,
    died: new AbortController().signal,
    stop: async () => {},
  };
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

/** Node gives a failure on every address of a host as one error with an empty message. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(', ');
  return error instanceof Error ? error.message : String(error);
}

function advice(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return 'Is the server running, and is that its port? --postgres embedded starts one.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'Is the name of the host right?';
  if (code.startsWith('28')) return 'Check the user and the password in the URL.';
  if (code === '3D000') return 'Create the database first, or name another one in the URL.';
  return 'Check the URL, the network between here and there, and the log of the server.';
}
