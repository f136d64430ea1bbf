import { dynaliteFace } from './dynalite-recipe.ts';
import { askDynamoDb, type DynamoDbAnswer, listsTables } from './dynamodb-answer.ts';
import { dynamoDbLocalFace } from './dynamodb-local-recipe.ts';
import { EnvironmentError } from './environment-error.ts';
import type { RunningEngine } from './running-engine.ts';

const answerWithinMs = 10_000;

/**
 * An endpoint that speaks DynamoDB's protocol, once it has answered. Whether the caller's credentials will do is not asked: a
 * refusal in DynamoDB's own words is an answer. Throws `EnvironmentError` where there is none.
 */
export async function connectDynamoDb(url: string, signal?: AbortSignal): Promise<RunningEngine> {
  signal?.throwIfAborted();
  const answer = await askDynamoDb(url, answerWithinMs).catch((error: unknown) => {
    const why = error instanceof AggregateError ? error.errors.map(String).join(', ') : String(error);
    const advice = 'Is the server running, and is that its address? --dynamodb auto starts one.';
    throw new EnvironmentError(`DynamoDB at ${url} cannot be reached: ${why}`, advice, { cause: error });
  });
  signal?.throwIfAborted();
  if (!speaksDynamoDb(answer)) {
    throw new EnvironmentError(
      `what answers at ${url} does not speak DynamoDB's protocol: it answered ${answer.status} to ListTables`,
      'Check the address; --dynamodb auto starts a server that does.',
    );
  }
  const face = faceOf(answer);
  return {
    kind: 'dynamodb',
    product: face?.product ?? 'dynamodb-endpoint',
    version: '',
    provenance: face?.product ?? `dynamodb at ${url}`,
    url,
    shownUrl: url,
    where: `Its data are in the server at ${url}.`,
    notes: face?.notes ?? [],
    shared: true,
    died: new AbortController().signal,
    stop: async () => {},
  };
}

function speaksDynamoDb(answer: DynamoDbAnswer): boolean {
  return listsTables(answer) || (answer.status === 400 && /"__type"\s*:\s*"[\w.]*#?\w+"/.test(answer.body));
}

/** The emulators that can be told by their manners: who takes a made-up signature, and how it heads its answers. */
function faceOf(answer: DynamoDbAnswer) {
  if (!listsTables(answer)) return null;
  const { server, 'x-amzn-requestid': id } = answer.headers;
  if (typeof server === 'string' && server.startsWith('Jetty')) return dynamoDbLocalFace;
  if (server === undefined && typeof id === 'string' && /^[A-Z0-9]{52}$/.test(id)) return dynaliteFace;
  return null;
}
