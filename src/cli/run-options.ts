import type { Argv } from 'yargs';
import type { Rate } from '../load/rate-curve.ts';
import type { VuPlan } from '../load/vu-plan.ts';
import type { Replay, Stream } from '../replay/order.ts';
import type { Verification } from '../replay/performer.ts';
import { nearest } from '../workload/findings.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { duration, type Read, Reader, rate, whole, word, wrong } from './quantity.ts';

/** The options of `run` that shape the load. All are text here: units are read, and every problem told, by `readLoad`. */
export interface LoadOptions {
  patterns?: string;
  rate?: string;
  vus?: string;
  duration?: string;
  warmUp?: string;
  maxInFlight?: string;
  maxWait?: string;
  operationTimeout?: string;
  retries?: string;
  connections?: string;
  workers?: string;
  verify?: string;
  env?: readonly string[];
}

export function loadOptions<Given>(argv: Argv<Given>): Argv<Given & LoadOptions> {
  const text = (describe: string, fallback?: string) =>
    ({
      type: 'string',
      requiresArg: true,
      describe,
      ...(fallback === undefined ? {} : { default: fallback }),
    }) as const;
  const given = argv
    .option('patterns', text('ad-hoc load: patterns and flows, taken in turn: 02,07'))
    .option('rate', text('open loop: arrivals evenly spaced, 100/s or 600/m'))
    .option('vus', text('closed loop: so many virtual users, each starting anew when it is done'))
    .option('duration', text('how long, 30s or 5m'))
    .option('warm-up', text('the same load before it counts', '0s'))
    .option('max-in-flight', text('operations at once; a full house queues', '1000'))
    .option('max-wait', text('an arrival that waited so long for a place is dropped', '10s'))
    .option(
      'operation-timeout',
      text('what an operation may take once it started (default: what the script says, else 5s)'),
    )
    .option(
      'retries',
      text('how often a failed request is tried again, as the AWS SDKs do (50 ms to 20 s, jittered)', '0'),
    )
    .option('connections', text('connections to PostgreSQL, for all workers together', '16'))
    .option('workers', text('worker threads: auto, or a number', 'auto'))
    .option('verify', text('answers compared with the dataset while the load runs: off, sample or all', 'sample'))
    .option('env', {
      alias: 'e',
      type: 'string',
      array: true,
      nargs: 1,
      describe: 'what a scenario script reads as __ENV.NAME, beside the environment: NAME=VALUE; may be repeated',
    });
  // yargs writes the dashed names into its type, and gives the camel-case ones at run time.
  return given as unknown as Argv<Given & LoadOptions>;
}

const usPerMs = 1000;

/** The ad-hoc load that the options ask for. */
export function readAdHoc(options: LoadOptions, workload: Workload, freeCores: number): Replay {
  const reader = new Reader();
  const jobs = readJobs(options.patterns, workload, reader.problems);
  const common = readCommon(options, reader, freeCores);
  if (options.rate !== undefined && options.vus !== undefined) {
    reader.problems.push({ place: '--rate, --vus', found: 'both', expected: 'one of them: open loop or closed loop' });
  }
  if (options.rate === undefined && options.vus === undefined) {
    reader.problems.push({
      place: '--rate',
      found: 'nothing',
      expected: 'a rate such as 100/s, or --vus 32 for a closed loop',
    });
  }
  if (options.duration === undefined) {
    reader.problems.push({ place: '--duration', found: 'nothing', expected: 'a duration with its unit, such as 30s' });
  }
  const durationUs = reader.maybe(options.duration, (text) => positive('--duration', text), 1000) * usPerMs;
  const arrivals = reader.maybe<Rate, Rate | null>(options.rate, rateOf, null);
  const vus = reader.maybe(options.vus, (text) => whole('--vus', text, 1, 100_000), 1);
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  const load: Stream['load'] =
    arrivals === null
      ? {
          kind: 'virtual users',
          plan: closedLoop(vus, durationUs, common.replay.operationTimeoutMs),
        }
      : { kind: 'constant rate', rate: arrivals, durationUs, randomSeed: null };
  return { ...common.replay, streams: [{ ...common.house, name: 'ad hoc', load, startUs: 0, jobs }] };
}

/** What every load takes from the options, be it ad hoc or a script's. */
export function readCommon(
  options: LoadOptions,
  reader: Reader,
  freeCores: number,
): { readonly replay: Omit<Replay, 'streams'>; readonly house: Pick<Stream, 'maxInFlight' | 'maxWaitUs'> } {
  const workers = options.workers ?? 'auto';
  return {
    replay: {
      scriptFile: null,
      warmUpUs: reader.maybe(options.warmUp, (text) => duration('--warm-up', text), 0) * usPerMs,
      operationTimeoutMs: reader.maybe(options.operationTimeout, (text) => positive('--operation-timeout', text), 5000),
      retries: reader.maybe(options.retries, (text) => whole('--retries', text, 0, 100), 0),
      connections: reader.maybe(options.connections, (text) => whole('--connections', text, 1, 10_000), 16),
      verification: reader.maybe<Verification, Verification>(
        options.verify,
        (text) => word('--verify', text, ['off', 'sample', 'all']),
        'sample',
      ),
      workers: workers === 'auto' ? freeCores : reader.take(whole('--workers', workers, 1, 256), 1),
    },
    house: {
      maxInFlight: reader.maybe(options.maxInFlight, (text) => whole('--max-in-flight', text, 1, 1_000_000), 1000),
      maxWaitUs: reader.maybe(options.maxWait, (text) => duration('--max-wait', text), 10_000) * usPerMs,
    },
  };
}

function rateOf(text: unknown): Read<Rate> {
  const read = rate('--rate', text);
  return 'problem' in read ? read : { value: { arrivals: read.value.count, perUs: read.value.perMs * usPerMs } };
}

function positive(place: string, text: unknown): Read<number> {
  const read = duration(place, text);
  return 'value' in read && read.value === 0 ? wrong(place, text, 'a duration above 0, such as 30s') : read;
}

function closedLoop(vus: number, endUs: number, operationTimeoutMs: number): VuPlan {
  const graceUs = (operationTimeoutMs + 1000) * usPerMs;
  return { steps: [{ atUs: 0, vus }], endUs, iterations: { kind: 'unlimited' }, rampDownGraceUs: graceUs, graceUs };
}

/** Ids as they were typed, each known; `03` stands for all of `03.…`. */
export function readJobs(text: string | undefined, workload: Workload, problems: Problem[]): string[] {
  if (text === undefined || text === '') {
    problems.push({
      place: '--patterns',
      found: 'nothing',
      expected: 'patterns such as 02,07, or the name of a scenario',
    });
    return [];
  }
  const patterns = workload.patterns.map(({ id }) => id);
  const known = [...patterns, ...workload.flows.map(({ id }) => id)];
  const jobs: string[] = [];
  for (const wanted of text.split(',').map((part) => part.trim())) {
    const found = known.filter((id) => id === wanted || (patterns.includes(id) && id.startsWith(`${wanted}.`)));
    if (found.length === 0) {
      problems.push({
        place: '--patterns',
        found: `${JSON.stringify(wanted)}`,
        expected: nearest(wanted, known) ?? `some of ${known.join(', ')}`,
      });
    }
    jobs.push(...found);
  }
  return jobs;
}
