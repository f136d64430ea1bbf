import { answerCanned, answerError } from './canned-answer.ts';
import { type KnownServer, serveRequests } from './known-server.ts';

/** Throttles each n-th request, from the first on (`everyNth` 1: all of them); answers the others at once. */
export function throttle({ everyNth = 1 }: { readonly everyNth?: number } = {}): Promise<KnownServer> {
  return serveRequests((request, response) => {
    if (request.number % everyNth !== 0) answerCanned(request, response);
    else {
      answerError(
        response,
        400,
        'ProvisionedThroughputExceededException',
        'The level of configured provisioned throughput for the table was exceeded.',
      );
    }
  });
}
