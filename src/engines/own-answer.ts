import { readFileSync } from 'node:fs';
import { askDynamoDb, listsTables } from './dynamodb-answer.ts';
import { listeningLine } from './loopback-runner.ts';

/**
 * Asks a server of ours that was just started. It has to have said in its log that it listens: were its port somebody else's,
 * that one might answer. The version is what `pattern` finds in the log.
 */
export async function askOwnDynamoDb(
  url: string,
  logFile: string,
  pattern: RegExp,
): Promise<{ readonly version: string }> {
  const log = readFileSync(logFile, 'utf8');
  if (!log.includes(listeningLine)) throw new Error('it does not listen yet');
  const answer = await askDynamoDb(url, 5_000);
  if (!listsTables(answer)) throw new Error(`it answered ${answer.status} to ListTables`);
  return { version: pattern.exec(log)?.[1] ?? '' };
}
