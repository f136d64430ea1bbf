import type { Failure } from '../connection.ts';
import { answeredError, broken, malformed, socketErrorText, withoutSecrets } from '../failure.ts';

/** What the SDK's errors say, as they differ by where they come from. */
interface SdkError extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/** The SDK's names for an error that came without one. */
const nameless: ReadonlySet<string> = new Set(['Unknown', 'UnknownError', 'Error', 'DynamoDBServiceException']);

/** An error that the SDK threw after the request had been handed to a socket. */
export function failureOf(thrown: unknown, secrets: readonly (string | undefined)[]): Failure {
  const error: SdkError = thrown instanceof Error ? thrown : new Error(String(thrown));
  const status = error.$metadata?.httpStatusCode;
  const code = typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('HPE_')) return malformed('it is not HTTP');
  if (error instanceof SyntaxError) return malformed('its body is no JSON', status);
  // Every error of a socket has a code; one with none is lib-dynamodb's, which could not make values of the answer.
  if (status === undefined) return code === '' ? malformed(error.message) : broken(socketErrorText(error));
  // An answer that could not be read to its end, or is none. Node does not tell a reset within it from an early end.
  if (status < 400) return malformed(`HTTP ${status}, and then: ${error.message}`);
  const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  const name = nameless.has(error.name) ? null : error.name;
  return answeredError(status, name, withoutSecrets(error.message, secrets), reasons);
}
