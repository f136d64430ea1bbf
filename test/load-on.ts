import { fileURLToPath } from 'node:url';
import { type CrewResult, loadTarget } from '../src/replay/crew.ts';
import type { DatasetOrder, Stream } from '../src/replay/order.ts';
import type { WholeSecond } from '../src/replay/target-tally.ts';
import type { TargetPlace } from '../src/targets/target.ts';

/** An evenly spaced load as a test asks for it. */
export interface AskedLoad {
  readonly perSecond: number;
  readonly seconds: number;
  readonly workers: number;
  readonly maxInFlight: number;
  readonly maxWaitMs?: number;
  readonly timeoutMs?: number;
  /** Patterns of the test's shop; arrivals take them in turn. */
  readonly patterns?: readonly string[];
  readonly randomSeed?: number;
  /** Beside this file. */
  readonly workloadFile?: string;
  readonly signal?: AbortSignal;
  readonly onSecond?: (second: WholeSecond) => void;
}

const dataset = (randomSeed = 1, workloadFile = './shop/workload.ts'): DatasetOrder => ({
  workloadFile: fileURLToPath(new URL(workloadFile, import.meta.url)),
  randomSeed,
  dau: 100,
  days: 30,
  strictness: 'pristine',
  written: 0,
});

/** Real worker threads and real sockets against a server that stands for DynamoDB: what `run` does, without the rest of it. */
export function loadOn(url: string, asked: AskedLoad): Promise<CrewResult> {
  const provenance = 'a known-answer server';
  return loadAt({ kind: 'dynamodb', endpoint: url, region: 'us-east-1', client: 'wire', provenance }, asked);
}

/** The same at any place. */
export function loadAt(place: TargetPlace, asked: AskedLoad): Promise<CrewResult> {
  const { perSecond, seconds, workers, maxInFlight, maxWaitMs = 10_000, timeoutMs = 5_000 } = asked;
  const { patterns = ['customer'], randomSeed, workloadFile, signal, onSecond } = asked;
  const stream: Stream = {
    name: 'known',
    load: {
      kind: 'constant rate',
      rate: { arrivals: perSecond, perUs: 1_000_000 },
      durationUs: seconds * 1_000_000,
      randomSeed: null,
    },
    startUs: 0,
    jobs: patterns,
    maxInFlight,
    maxWaitUs: maxWaitMs * 1000,
  };
  return loadTarget({
    replay: {
      scriptFile: null,
      streams: [stream],
      warmUpUs: 0,
      operationTimeoutMs: timeoutMs,
      retries: 0,
      connections: 16,
      verification: 'off',
      workers,
    },
    dataset: dataset(randomSeed, workloadFile),
    place,
    onSecond: (second) => onSecond?.(second),
    signal: signal ?? new AbortController().signal,
  });
}
