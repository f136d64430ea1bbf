import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { Data } from '../src/dataset/data.ts';
import { SeededWorld } from '../src/dataset/world.ts';
import { checkAnswer } from '../src/judge/answer-check.ts';
import type { Clock } from '../src/load/clock.ts';
import { dispatch } from '../src/load/dispatcher.ts';
import { constantRate } from '../src/load/schedule.ts';
import { Histogram } from '../src/measure/histogram.ts';
import type { Measurement } from '../src/measure/measurement.ts';
import { Recorder } from '../src/measure/recorder.ts';
import { operationsOf } from '../src/replay/job.ts';
import { Performer } from '../src/replay/performer.ts';
import { OutlineReader } from '../src/targets/dynamodb/codec/answer-outline.ts';
import { addConsumed } from '../src/targets/dynamodb/codec/consumed.ts';
import { decodeAnswer } from '../src/targets/dynamodb/codec/decode-answer.ts';
import { encodeRequest } from '../src/targets/dynamodb/codec/encode-request.ts';
import type { Connection } from '../src/targets/dynamodb/connection.ts';
import { endpointOf } from '../src/targets/dynamodb/endpoint.ts';
import { DynamoDbExecutor } from '../src/targets/dynamodb/executor.ts';
import { RequestWriter } from '../src/targets/dynamodb/wire/request-writer.ts';
import { ResponseReader } from '../src/targets/dynamodb/wire/response-reader.ts';
import { WireAnswer } from '../src/targets/dynamodb/wire/wire-answer.ts';
import { workloadOrBundled } from '../src/workload/load-workload.ts';
import { cannedBody, dynamoDbHeaders } from '../test/servers/canned-answer.ts';

/** What one step costs an operation. */
export interface StepCost {
  readonly step: string;
  readonly ns: number;
  readonly bytes: number;
}

const operations = 50_000;
const rounds = 5;
/** So few that nothing is collected while they run. */
const allocating = 4_000;

type Step = (from: number, count: number) => void | Promise<void>;

/** Milliseconds of processor time, of all threads. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Processor nanoseconds an operation, the least of a few rounds, which is what others did not disturb; allocated bytes, their median. */
async function cost(step: string, run: Step): Promise<StepCost> {
  const allocated: number[] = [];
  let round = 0;
  const bench = new Bench({
    now: cpuMs,
    iterations: rounds,
    time: 0,
    warmupIterations: 1,
    warmupTime: 0,
    throws: true,
  });
  bench.add(step, () => run(round++ * operations, operations), {
    // Not timed.
    afterEach: async () => {
      globalThis.gc?.();
      const heap = process.memoryUsage().heapUsed;
      await run(round * operations, allocating);
      allocated.push((process.memoryUsage().heapUsed - heap) / allocating);
    },
  });
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') throw new Error(`${step} was not measured`);
  const ns = (task.result.latency.min * 1e6) / operations;
  allocated.sort((one, other) => one - other);
  return { step, ns, bytes: Math.max(0, allocated[allocated.length >> 1] ?? 0) };
}

/** The whole of a process, started with `--expose-gc` and a young generation that holds a round: prints what the steps cost. */
export async function runHotPath(): Promise<void> {
  const costs: StepCost[] = [];
  for (const [step, run] of Object.entries(await steps())) costs.push(await cost(step, run));
  process.stdout.write(`${JSON.stringify(costs)}\n`);
}

async function steps(): Promise<Record<string, Step>> {
  const workload = await workloadOrBundled(fileURLToPath(new URL('../../bench/workload.ts', import.meta.url)));
  const world = new SeededWorld(1, { dau: 5_000, days: 1 }, workload.asOfMs);
  const [pattern] = workload.patterns;
  if (pattern === undefined) throw new Error('the workload has no pattern');
  const job = { kind: 'pattern', pattern } as const;
  const inputOf = (n: number) => ({ TableName: 'Known', Key: { PK: `PROB#${10_000 + (n % 5_000)}`, SK: 'META' } });
  const body = encodeRequest('GetItem', inputOf(1));
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret-key' };
  const endpoint = endpointOf('http://127.0.0.1:8000');
  const writer = new RequestWriter({ endpoint, region: 'us-east-1', credentials: () => credentials, now: Date.now });
  const bytes = answerBytes();
  const reader = new ResponseReader();
  const outlines = new OutlineReader();
  reader.take(bytes, bytes.length);
  const outline = outlines.read('GetItem', reader.bytes, reader.from, reader.to);
  if (typeof outline === 'string') throw new Error(outline);
  const text = reader.body();
  const data = new Data(world);
  const consumed: typeof outline.consumed = [];
  const recorder = new Recorder();
  const histogram = new Histogram();
  const each =
    (act: (n: number) => void): Step =>
    (from, count) => {
      for (let n = from; n < from + count; n++) act(n);
    };
  const answer = new WireAnswer('GetItem', text, outline, 0);
  const connection = {
    send: (_operation: unknown, _input: unknown, _timeoutMs: number, onSent?: () => void) => {
      onSent?.();
      return Promise.resolve(answer);
    },
    warm: async () => null,
    close: async () => {},
  } as unknown as Connection;
  const place = { kind: 'dynamodb', endpoint: '', region: '', client: 'wire', provenance: '' } as const;
  const options = { timeoutMs: 5_000, connections: 16, clock: () => performance.now() * 1000, retries: null };
  const executor = new DynamoDbExecutor(place, options, connection);
  const performer = new Performer({
    world,
    executor,
    recording: {
      record: (measurement) => recorder.record(measurement),
      drop: () => {},
      verified: () => {},
      late: () => {},
    },
    clock: options.clock,
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
  return {
    'schedule and dispatch': (_from, count) => dispatched(count, () => settled),
    'build: draw the parameters': each((n) => void operationsOf(job, world, n, 0)),
    'encode the request': each((n) => void encodeRequest('GetItem', inputOf(n))),
    'sign and write it': each(() => void writer.write('GetItem', body, body.length)),
    'read the answer: head, checksum': each(() => {
      reader.reset();
      reader.take(bytes, bytes.length);
    }),
    'parse its outline': each(() => void outlines.read('GetItem', reader.bytes, reader.from, reader.to)),
    'keep its body': each(() => void reader.body()),
    'account for its units': each(() => {
      (consumed as unknown[]).length = 0;
      addConsumed(consumed as never, outline.consumed);
    }),
    'parse and check it (1 in 16)': each((n) => {
      if (n % 16 !== 0) return;
      const { Item } = decodeAnswer('GetItem', text);
      checkAnswer(world, pattern.expects({}, data), Item?.PK, 'pristine');
    }),
    'record: one histogram': each((n) => histogram.record(800 + ((n * 7919) % 5000))),
    'record: the whole operation': each((n) => recorder.record(measured(n, outline.consumed))),
    'perform: all but the wire': async (from, count) => {
      for (let n = from; n < from + count; n++) {
        await performer.begin({ n, scheduledUs: n * 100, startedUs: n * 100, slot: 0 });
      }
    },
    'all but the wire and the clock': (_from, count) => dispatched(count, (flight) => performer.begin(flight)),
  };
}

const settled = Promise.resolve();

/** Dispatches so many at once, on a clock whose every moment has come. */
async function dispatched(count: number, begin: Parameters<typeof dispatch<void>>[0]['work']['begin']): Promise<void> {
  const clock: Clock = {
    nowUs: () => 1e12,
    wakeAt: (atUs, call) => {
      const immediate = setImmediate(call);
      return { atUs, cancel: () => clearImmediate(immediate) };
    },
  };
  const schedule = constantRate({ arrivals: 10_000, perUs: 1e6 }, count * 100);
  const work = { begin, ended: () => {}, cut: () => {}, dropped: () => {}, late: () => {} };
  const unlimited = { maxInFlight: Number.POSITIVE_INFINITY, maxWaitUs: Number.POSITIVE_INFINITY, graceUs: 0 };
  await dispatch<void>({ schedule, clock, work, ...unlimited }).over;
}

function answerBytes(): Buffer {
  const body = cannedBody('GetItem');
  const headers = Object.entries({ ...dynamoDbHeaders(body), Connection: 'keep-alive' });
  return Buffer.from(
    `HTTP/1.1 200 OK\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
    'latin1',
  );
}

function measured(k: number, consumed: Measurement['cost']['consumed'] | readonly unknown[]): Measurement {
  const startedUs = 1000 * k + ((k * 37) % 90);
  return {
    pattern: String(k % 16).padStart(2, '0'),
    phase: 'main',
    scheduledUs: 1000 * k,
    startedUs,
    sentUs: startedUs + 12,
    doneUs: startedUs + 800 + ((k * 7919) % 5000),
    poolWaitUs: 0,
    outcome: { state: 'ok' },
    cost: { requests: 1, items: 1, evaluated: 1, bytes: 1024, consumed: consumed as Measurement['cost']['consumed'] },
  };
}
