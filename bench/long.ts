import { fileURLToPath } from 'node:url';
import { SeededWorld } from '../src/dataset/world.ts';
import { dispatch } from '../src/load/dispatcher.ts';
import { openClock } from '../src/load/precise-clock.ts';
import { constantRate } from '../src/load/schedule.ts';
import { Histogram, highestAt, placeOf } from '../src/measure/histogram.ts';
import { Recorder } from '../src/measure/recorder.ts';
import { responseOf, Summaries } from '../src/measure/summaries.ts';
import { Performer } from '../src/replay/performer.ts';
import { openExecutor } from '../src/targets/targets.ts';
import { workloadOrBundled } from '../src/workload/load-workload.ts';

export interface LongOrder {
  readonly url: string;
  readonly perSecond: number;
  readonly seconds: number;
}

export interface LongCost {
  readonly scheduled: number;
  readonly completed: number;
  readonly cpuUsPerOperation: number;
  /** At the end of each minute. */
  readonly rssBytes: readonly number[];
  /** How late operations were started, minute by minute: a drift would show as growth. */
  readonly lateP50Us: readonly number[];
  readonly lateMaxUs: readonly number[];
  /** Of the histogram, and of the raw values that were kept beside it. */
  readonly percentiles: readonly { readonly p: number; readonly us: number; readonly rawUs: number }[];
  /** Whether each raw percentile lies in the bucket that the histogram gives. */
  readonly equal: boolean;
}

/** The whole of a process: what a worker runs, in one thread, with every response time kept beside the histogram. */
export async function runLong({ url, perSecond, seconds }: LongOrder): Promise<void> {
  const workload = await workloadOrBundled(fileURLToPath(new URL('../../bench/workload.ts', import.meta.url)));
  const [pattern] = workload.patterns;
  if (pattern === undefined) throw new Error('the workload has no pattern');
  const job = { kind: 'pattern', pattern } as const;
  const schedule = constantRate({ arrivals: perSecond, perUs: 1e6 }, seconds * 1e6);
  const raw = new Float64Array(schedule.count).fill(0);
  const recorder = new Recorder();
  const summaries = new Summaries();
  let late = new Histogram();
  let completed = 0;
  const clock = await openClock();
  const nowUs = () => clock.nowUs();
  const place = { kind: 'dynamodb', endpoint: url, region: 'us-east-1', client: 'wire', provenance: 'canned' } as const;
  const executor = await openExecutor(place, { timeoutMs: 5_000, connections: 1000, clock: nowUs, retries: null });
  const performer = new Performer({
    world: new SeededWorld(1, { dau: 5_000, days: 1 }, workload.asOfMs),
    executor,
    recording: {
      record: (measurement) => {
        raw[completed++] = Math.max(0, Math.round(measurement.doneUs - measurement.scheduledUs));
        recorder.record(measurement);
      },
      drop: () => {},
      verified: () => {},
      late: (us) => late.record(us),
    },
    clock: nowUs,
    phaseOf: () => 'main',
    jobOf: () => job,
    operationOf: (n) => n,
    verification: 'sample',
    strictness: 'pristine',
    written: 0,
    script: null,
    leftOut: new Set(),
    tags: {},
  });
  const minutes = { rssBytes: [] as number[], lateP50Us: [] as number[], lateMaxUs: [] as number[] };
  const before = process.cpuUsage();
  const startUs = clock.nowUs();
  const load = dispatch({
    schedule: { ...schedule, atUs: (i) => startUs + schedule.atUs(i) },
    clock,
    work: performer,
    maxInFlight: 1000,
    maxWaitUs: 10e6,
    graceUs: 6e6,
  });
  let second = 0;
  const tick = (): void => {
    summaries.absorb(++second, [recorder.take()]);
    if (second % 60 === 0) {
      minutes.rssBytes.push(process.memoryUsage.rss());
      minutes.lateP50Us.push(late.atRank(Math.ceil(late.count / 2)));
      minutes.lateMaxUs.push(late.maxUs);
      late = new Histogram();
    }
    wake = clock.wakeAt(startUs + (second + 1) * 1e6, tick);
  };
  let wake = clock.wakeAt(startUs + 1e6, tick);
  const { scheduled } = await load.over;
  const { user, system } = process.cpuUsage(before);
  wake.cancel();
  summaries.absorb(second + 1, [recorder.take()]);
  clock.close();
  await executor.close();
  const measured = summaries.get('main', pattern.id);
  if (measured === null) throw new Error('nothing was measured');
  const response = responseOf(measured);
  const sorted = raw.subarray(0, completed).sort();
  const percentiles = [50, 90, 95, 99, 99.9, 99.99].map((p) => ({
    p,
    us: (response.percentileMs(p) ?? 0) * 1000,
    rawUs: sorted[Math.ceil((p / 100) * completed - 1e-9) - 1] ?? 0,
  }));
  const cost: LongCost = {
    scheduled,
    completed,
    cpuUsPerOperation: (user + system) / completed,
    ...minutes,
    percentiles,
    equal: percentiles.every(({ us, rawUs }) => us >= rawUs && us <= highestAt(placeOf(rawUs)) + 0.5),
  };
  process.stdout.write(`${JSON.stringify(cost)}\n`);
}
