import { Random } from '../dataset/random.ts';
import { Histogram } from '../measure/histogram.ts';
import { Recorder } from '../measure/recorder.ts';
import { phaseOf } from '../replay/phases.ts';
import { targetRecord } from '../replay/target-record.ts';
import { TargetTally } from '../replay/target-tally.ts';
import { targetVerdicts } from '../replay/target-verdicts.ts';
import { type RunRecord, runSchema } from '../runs/run-record.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { WindowOrder } from './search.ts';
import type { SearchPlan } from './search-plan.ts';
import { type MeasuredWindow, searchTarget, type TargetSearch } from './target-search.ts';
import { Watch } from './watch.ts';

/** A target in virtual time: a queue before so many servers that take equally long for everything (M/D/c). */
export interface Queue {
  readonly serviceUs: number;
  readonly servers: number;
  readonly arrivals: 'even' | 'poisson';
  readonly randomSeed: number;
  readonly limitMs: number;
  /** Operations a second that the generator itself can start; it falls behind above that. */
  readonly generatorPerSecond?: number;
  /** Of operations, those that take so much longer: noise. */
  readonly slow?: { readonly share: number; readonly byUs: number };
  /** Windows in whose middle the target stands still for a second. */
  readonly stallsIn?: readonly number[];
  /** Connections to it, before which operations wait. */
  readonly connections?: number;
}

/** What the queue can do a second. */
export function capacityOf({ servers, serviceUs }: Queue): number {
  return (servers * 1e6) / serviceUs;
}

/** A search on the queue, judged as a real one is: by verdicts on the histograms of what was measured. */
export async function searchedQueue(queue: Queue, plan: SearchPlan): Promise<TargetSearch> {
  return searchTarget({
    plan,
    measure: async (order) => measured(queue, order),
    onWindow: async () => {},
    maxInFlight: 100_000,
    connections: queue.connections ?? 16,
    signal: new AbortController().signal,
  });
}

const pattern = 'ask';
const asked = (limitMs: number): AnyPattern => ({
  id: pattern,
  name: 'ask',
  class: 'high',
  objective: `p(99) < ${limitMs}ms`,
  params: () => ({}),
  expects: () => ({ kind: 'nothing' }) as never,
  dynamodb: async () => {},
  postgres: async () => {},
});

const facts = {
  name: 'queue',
  provenance: 'queue',
  latencyIs: 'measured',
  unitsAre: 'modelled',
  where: 'here',
  client: 'none',
  pristine: null,
  notes: [],
} as const;

interface Call {
  readonly scheduledUs: number;
  readonly startedUs: number;
  readonly sentUs: number;
  readonly doneUs: number;
}

/** One window: the queue is empty at its beginning. */
function measured(queue: Queue, order: WindowOrder): MeasuredWindow {
  const { settleSeconds, seconds, perSecond } = order;
  const watch = new Watch(order, { latencyMs: queue.limitMs, iterationMs: 0 });
  const tally = new TargetTally(1, settleSeconds);
  const recorder = new Recorder();
  const inPhase = phaseOf({ warmUpUs: settleSeconds * 1e6 });
  const calls = callsOf(queue, order);
  const endUs = Math.max(...calls.map(({ doneUs }) => doneUs));
  const ended = [...calls].sort((one, other) => one.doneUs - other.doneUs);
  const cpu = Math.min(1, perSecond / (queue.generatorPerSecond ?? Number.POSITIVE_INFINITY));
  for (let second = 1, next = 0, due = 0, started = 0; ; second++) {
    const untilUs = second * 1e6;
    const late = new Histogram();
    for (let call = ended[next]; call !== undefined && call.doneUs <= untilUs; call = ended[++next]) {
      recorder.record(measurement(call, inPhase));
      late.record(call.startedUs - call.scheduledUs);
    }
    for (let call = calls[due]; call !== undefined && call.scheduledUs <= untilUs; call = calls[++due]);
    for (let call = calls[started]; call !== undefined && call.startedUs <= untilUs; call = calls[++started]);
    const told = tally.add(0, {
      kind: 'interval',
      second,
      interval: recorder.take(),
      verified: {},
      generator: {
        elapsedUs: 1e6,
        cpuUs: cpu * 1e6,
        spunUs: 0,
        activeUs: cpu * 1e6,
        collectingUs: 0,
        late: late.data(),
      },
      inFlight: started - next,
      waiting: due - started,
    });
    if (told !== null) watch.second(second, tally);
    if (watch.givenUp !== null || untilUs > endUs) break;
  }
  const patterns = [asked(queue.limitMs)];
  const record: RunRecord = {
    schema: runSchema,
    id: String(order.number),
    status: 'complete',
    startedAt: '2026-01-15T12:00:00.000Z',
    seconds,
    scenario: { name: 'queue', options: {} },
    dataset: { workload: 'queue', randomSeed: queue.randomSeed, dau: 1, hash: '' },
    environment: { patternbench: '', node: '', cpu: '', cores: 1 },
    targets: [targetRecord(facts, patterns, 1, tally)],
    verdicts: targetVerdicts(facts, patterns, [], tally),
    claims: [],
  };
  return { record, points: watch.points, givenUp: watch.givenUp, waits: watch.waits(), folder: '', failure: null };
}

function callsOf(queue: Queue, order: WindowOrder): Call[] {
  const { perSecond, settleSeconds, seconds, number } = order;
  const random = new Random(queue.randomSeed, number, 0);
  const spacingUs = 1e6 / perSecond;
  const generatorUs = 1e6 / (queue.generatorPerSecond ?? Number.POSITIVE_INFINITY);
  const isStalled = queue.stallsIn?.includes(number) === true;
  const stallUs = (settleSeconds + seconds / 2) * 1e6;
  const freeUs: number[] = Array(queue.servers).fill(isStalled ? 0 : Number.NEGATIVE_INFINITY);
  const placesUs: number[] = Array(queue.connections ?? 0).fill(0);
  const calls: Call[] = [];
  let generatorFreeUs = 0;
  for (let us = 0; us < (settleSeconds + seconds) * 1e6; ) {
    const startedUs = Math.max(us, generatorFreeUs);
    generatorFreeUs = startedUs + generatorUs;
    const sentUs = queue.connections === undefined ? startedUs : Math.max(startedUs, Math.min(...placesUs));
    const server = freeUs.indexOf(Math.min(...freeUs));
    const beginUs = Math.max(sentUs, freeUs[server] ?? 0);
    const fromUs = isStalled && beginUs > stallUs && beginUs < stallUs + 1e6 ? stallUs + 1e6 : beginUs;
    const slowUs = queue.slow !== undefined && random.fraction() < queue.slow.share ? queue.slow.byUs : 0;
    const doneUs = fromUs + queue.serviceUs;
    freeUs[server] = doneUs;
    if (queue.connections !== undefined) placesUs[placesUs.indexOf(Math.min(...placesUs))] = doneUs + slowUs;
    calls.push({ scheduledUs: us, startedUs, sentUs, doneUs: doneUs + slowUs });
    us += queue.arrivals === 'even' ? spacingUs : -Math.log(1 - random.fraction()) * spacingUs;
  }
  return calls;
}

const cost = { requests: 1, items: 0, evaluated: 0, bytes: 0, consumed: [] };

function measurement(call: Call, inPhase: (us: number) => string): Parameters<Recorder['record']>[0] {
  const poolWaitUs = call.sentUs - call.startedUs;
  return { ...call, pattern, phase: inPhase(call.scheduledUs), poolWaitUs, outcome: { state: 'ok' }, cost };
}
