import { OperationFailed } from '../../workload/operation-failed.ts';

type Kind = OperationFailed['kind'];

/**
 * The kind of failure behind a SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html):
 * 57014 is a statement timeout; class 08 and 57P* (shutdown, crash, starting up, session ended) are the connection;
 * 28 and 3D000 (who may enter, which database) too, since nobody was let in. 53300 and 53400, too many connections and
 * a configured limit, mean a server that turns work away: throttled. All else is the server's answer to the statement.
 */
export function kindOfSqlState(code: string): Kind {
  if (code === '57014') return 'timeout';
  if (code === '53300' || code === '53400') return 'throttled';
  if (/^(08|28|57P)/.test(code) || code === '3D000' || code === '25P03' || code === '25P04') return 'connection';
  return 'server';
}

/** Whatever pg or the socket reported, as a failure of the operation. Messages hold no connection string. */
export function failureOf(error: unknown): OperationFailed {
  if (error instanceof OperationFailed) return error;
  const { message, code, severity } = error as { message?: unknown; code?: unknown; severity?: unknown };
  const detail = typeof message === 'string' && message !== '' ? message : 'no message';
  if (typeof code === 'string' && typeof severity === 'string') {
    return new OperationFailed(kindOfSqlState(code), code, detail);
  }
  if (detail.startsWith('received invalid response')) return new OperationFailed('malformed', null, detail);
  if (detail === 'timeout expired') return new OperationFailed('timeout', null, 'no connection within the time given');
  return new OperationFailed('connection', typeof code === 'string' ? code : null, detail);
}
