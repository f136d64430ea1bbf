import type { Failure } from './connection.ts';

/** DynamoDB's words for "too much at once". */
const throttling: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'SlowDown',
]);

/** What the SDKs try again beside throttling, statuses 500, 502, 503, 504, and requests that found no answer. */
const transient: ReadonlySet<string> = new Set([
  'TransactionInProgressException',
  'LimitExceededException',
  'RequestTimeout',
  'RequestTimeoutException',
]);
const transientStatus: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** Who we are is refused, or what we may: an error of the environment, whatever the load. */
const refusals: ReadonlySet<string> = new Set([
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'AccessDenied',
  'AccessDeniedException',
  'AuthFailure',
  'NotAuthorized',
  'OptInRequired',
  'SubscriptionRequiredException',
]);

/** Whether a failure's code says that the credentials are refused (an environment error, exit code 4). */
export const isCredentialRefusal = (code: string | null): boolean => code !== null && refusals.has(code);

/**
 * An error that DynamoDB answered with.
 * @param reasons the codes of a cancelled transaction's reasons: it is throttled where nothing else stood in its way
 */
export function answeredError(
  status: number,
  code: string | null,
  message: string,
  reasons: readonly string[] = [],
): Failure {
  const others = reasons.filter((reason) => reason !== 'None');
  const cancelledByThrottling = others.length > 0 && others.every(isThrottlingReason);
  const throttled = code === null ? status === 429 : throttling.has(code);
  return {
    kind: throttled || cancelledByThrottling ? 'throttled' : 'server',
    code,
    detail: message === '' ? `HTTP ${status}` : message,
    retryable: throttled || transientStatus.has(status) || (code !== null && transient.has(code)),
  };
}

const isThrottlingReason = (reason: string): boolean =>
  reason === 'ThrottlingError' || reason === 'ProvisionedThroughputExceeded';

/** An error's body, as DynamoDB writes it. `null`: the body is not one. */
export function errorBody(json: string): { code: string | null; message: string; reasons: readonly string[] } | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { __type, code, message, Message, CancellationReasons } = value as Record<string, unknown>;
  const type = text(__type) ?? text(code);
  return {
    code: type === null ? null : bareCode(type),
    message: text(message) ?? text(Message) ?? '',
    reasons: Array.isArray(CancellationReasons) ? CancellationReasons.map(reasonCode) : [],
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const reasonCode = (reason: unknown): string =>
  typeof reason === 'object' && reason !== null && 'Code' in reason ? String(reason.Code) : 'None';

/** `com.amazonaws.dynamodb.v20120810#ResourceNotFoundException` → `ResourceNotFoundException`. */
export function bareCode(type: string): string {
  const [first = ''] = type.split(/[,:]/);
  return first.slice(first.lastIndexOf('#') + 1);
}

/** No answer in time. */
export function timedOut(detail: string): Failure {
  return { kind: 'timeout', code: null, detail, retryable: true };
}

/** No way to the server, or the way broke. */
export function broken(detail: string): Failure {
  return { kind: 'connection', code: null, detail, retryable: true };
}

/** An answer that is none. `status`: the HTTP status where that much could be read. */
export function malformed(detail: string, status = 200): Failure {
  return { kind: 'malformed', code: null, detail, retryable: transientStatus.has(status) };
}

/** A socket's error in a few words. Happy eyeballs give one error that holds one for each address. */
export function socketErrorText(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  const cause: unknown = first ?? error;
  if (cause instanceof Error && cause.message !== '') return cause.message;
  return 'code' in error ? String(error.code) : error.name;
}

/**
 * A message of the server that may quote the request: AWS answers a wrong signature with the canonical request, the session
 * token in it. Only its first line is kept, and nothing that looks like a signature.
 */
export function withoutSecrets(message: string, secrets: readonly (string | undefined)[]): string {
  let [line = ''] = message.split(/[\r\n]/);
  line = line.replace(/\b[0-9a-f]{64}\b/gi, '[hidden]');
  for (const secret of secrets) if (secret) line = line.replaceAll(secret, '[hidden]');
  return line;
}
