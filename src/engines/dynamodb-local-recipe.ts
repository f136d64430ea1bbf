import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loopback } from './dynamodb-answer.ts';
import { classPathText, type DynamoDbLocalCopy } from './dynamodb-local-copy.ts';
import { copiesFolder } from './dynamodb-local-install.ts';
import { writeLoopbackRunner } from './loopback-runner.ts';
import { askOwnDynamoDb } from './own-answer.ts';
import type { EngineFace, EngineRecipe } from './start-engine.ts';

export const dynamoDbLocalFace: EngineFace = {
  kind: 'dynamodb',
  product: 'dynamodb-local',
  what: 'DynamoDB Local',
  notes: ["DynamoDB Local is an emulator: it never throttles, and its latency says nothing about DynamoDB's."],
  url: (_slot, port) => loopback(port),
  shownUrl: loopback,
};

/**
 * How to run DynamoDB Local from this copy with this Java. Kept, its data are one SQLite file; otherwise they are in memory,
 * which takes writes half again as fast.
 */
export function dynamoDbLocalRecipe(java: string, copy: DynamoDbLocalCopy): EngineRecipe {
  return {
    ...dynamoDbLocalFace,
    answerWithinMs: 60_000,
    ask: (url, logFile) => askOwnDynamoDb(url, logFile, /^Version:\s*(\S+)/m),
    prepare: async (slot, { cache, keep, env }) => {
      const data = keep ? join(slot, 'data') : null;
      if (data !== null) mkdirSync(data, { recursive: true });
      const classPath = classPathText([...copy.classPath, writeLoopbackRunner(copiesFolder(cache))]);
      const storage = data === null ? ['-inMemory'] : ['-dbPath', data];
      return {
        command: java,
        args: (port) => [
          ...javaFlags,
          `-Djava.library.path=${copy.nativeFolder}`,
          ...['-cp', classPath, 'LoopbackRunner', '-port', String(port), '-sharedDb', '-disableTelemetry', ...storage],
        ],
        env: { PATH: env.PATH ?? '', LC_ALL: 'C.UTF-8', DDB_LOCAL_TELEMETRY: '0' },
        account: null,
        cwd: slot,
        data,
      };
    },
  };
}

/**
 * The data in memory lie outside the heap. A young generation of the JVM's own choice is collected forty times a second
 * under load, an eighth of the time; this one is six times a second, a fiftieth. One collector thread, and a death that is seen.
 */
const javaFlags = [
  ...['-Xms256m', '-Xmn192m', '-Xmx1g', '-XX:+UseSerialGC'],
  ...['-XX:+ExitOnOutOfMemoryError', '-Dfile.encoding=UTF-8'],
];
