import { answerError } from './canned-answer.ts';
import { type KnownServer, serveRequests } from './known-server.ts';

export interface Failing {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
}

/** Answers every request with the same error of DynamoDB. */
export function failing({ status, code, message = 'as it was told to' }: Failing): Promise<KnownServer> {
  return serveRequests((_request, response) => answerError(response, status, code, message));
}
