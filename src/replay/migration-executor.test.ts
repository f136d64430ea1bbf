import { describe, expect, it } from 'vitest';
import type { MigrationEngine, MigrationPhase } from '../load/migration-phase.ts';
import type { Outcome } from '../measure/measurement.ts';
import { Summary } from '../measure/summary.ts';
import type { Executed, Executor } from '../targets/target.ts';
import { value } from '../workload/expectation.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { MigrationEvents } from './migration-events.ts';
import { MigrationExecutor } from './migration-executor.ts';
import { MigrationMeter } from './migration-meter.ts';
import { ShadowJudge } from './shadow-judge.ts';

/** One answer of a stub: after so long, with this, or a failure. */
interface Reply {
  readonly tookUs: number;
  readonly answer?: unknown;
  /** The program's own bug. */
  readonly throws?: Error;
  readonly fails?: { readonly kind: 'timeout' | 'server' | 'connection'; readonly beforeSending?: boolean };
}

const pattern = (isWrite: boolean): AnyPattern =>
  ({
    id: 'p',
    name: 'a pattern',
    class: 'high',
    objective: null,
    params: () => ({}),
    expects: () => value(null),
    ...(isWrite ? { leaves: () => [] } : {}),
  }) as unknown as AnyPattern;

const consumed = { dynamodb: [{ table: 'T', index: null, read: 0.5, write: 1 }], postgres: [] } as const;

/** An engine that answers from a list, the last one again and again, on a clock that its own answers move. */
class Stub implements Executor {
  readonly asked: number[] = [];
  readonly #engine: MigrationEngine;
  readonly #replies: readonly Reply[];

  constructor(engine: MigrationEngine, replies: readonly Reply[]) {
    this.#engine = engine;
    this.#replies = replies;
  }

  async warm(): Promise<void> {}
  async close(): Promise<void> {}

  async execute(): Promise<Executed> {
    const fromUs = clock.nowUs;
    this.asked.push(fromUs);
    const reply = this.#replies[Math.min(this.asked.length, this.#replies.length) - 1] ?? { tookUs: 0 };
    await clock.after(reply.tookUs);
    if (reply.throws !== undefined) throw reply.throws;
    const outcome: Outcome =
      reply.fails === undefined ? { state: 'ok' } : { state: 'failed', kind: reply.fails.kind, detail: 'as told' };
    return {
      outcome,
      read: reply.fails === undefined && 'answer' in reply ? () => reply.answer : null,
      sentUs: reply.fails?.beforeSending === true ? null : fromUs,
      doneUs: fromUs + reply.tookUs,
      poolWaitUs: 0,
      cost: { requests: 1, items: 1, evaluated: 1, bytes: 10, consumed: [...consumed[this.#engine]] },
    };
  }
}

/** Time that passes when all wait for it. */
class StubClock {
  nowUs = 0;
  readonly #waiting: { readonly atUs: number; readonly wake: () => void }[] = [];

  after(us: number): Promise<void> {
    return new Promise((wake) => this.#waiting.push({ atUs: this.nowUs + us, wake }));
  }

  async until(done: () => boolean): Promise<void> {
    for (let turn = 0; turn < 1000 && !done(); turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#waiting.sort((one, other) => one.atUs - other.atUs);
      const next = this.#waiting.shift();
      if (next === undefined) continue;
      this.nowUs = next.atUs;
      next.wake();
    }
  }
}

let clock = new StubClock();

interface Case {
  readonly isWrite?: boolean;
  readonly phase?: Partial<MigrationPhase>;
  readonly postgres?: readonly Reply[];
  readonly dynamodb?: readonly Reply[];
}

/** Runs one operation to its very end, and tells what became of it. */
async function run({ isWrite = false, phase = {}, postgres = [], dynamodb = [] }: Case) {
  clock = new StubClock();
  const engines = { postgres: new Stub('postgres', postgres), dynamodb: new Stub('dynamodb', dynamodb) };
  const meter = new MigrationMeter();
  const executor = new MigrationExecutor({
    engines,
    phases: [
      {
        name: 'now',
        fromUs: 0,
        dynamodbReads: 0,
        shadowed: 1,
        writes: ['postgres', 'dynamodb'],
        secondWrite: 'awaited',
        ...phase,
      },
    ],
    randomSeed: 1,
    judge: new ShadowJudge({} as never),
    meter,
    clock: () => clock.nowUs,
    againAfterMs: [50, 450],
    againAtOnce: 8,
    sleep: (ms) => clock.after(ms * 1000),
  });
  let executed: Executed | null = null;
  let answeredUs = -1;
  let settled = false;
  let broken: unknown = null;
  const whole = executor
    .execute(pattern(isWrite), {}, { operation: 0, phase: 'now' })
    .then((result) => {
      executed = result;
      answeredUs = clock.nowUs;
      return executor.settled();
    })
    .catch((error: unknown) => {
      broken = error;
    })
    .then(() => {
      settled = true;
    });
  await clock.until(() => settled);
  await whole;
  const { engines: told, events } = meter.take();
  const side = (engine: MigrationEngine) => {
    const summary = Summary.of(...told[engine].map((row) => row.summary));
    const { requests, consumed: units } = summary.data();
    return { requests, failed: summary.failed, units: units.map(({ read, write }) => [read, write]) };
  };
  if (executed === null) throw new Error('not executed');
  const { outcome, doneUs, cost } = executed as Executed;
  const { phase: _, pattern: __, ...between }: Partial<MigrationEvents> = events[0] ?? {};
  return {
    broken,
    app: { state: outcome.state, doneUs, answeredUs, requests: cost.requests, units: cost.consumed },
    postgres: { asked: engines.postgres.asked, ...side('postgres') },
    dynamodb: { asked: engines.dynamodb.asked, ...side('dynamodb') },
    between,
  };
}

describe('a dual write', () => {
  it('goes to PostgreSQL first, and takes as long as both', async () => {
    const { app, postgres, dynamodb, between } = await run({
      isWrite: true,
      postgres: [{ tookUs: 3000 }],
      dynamodb: [{ tookUs: 5000 }],
    });
    expect(app).toEqual({ state: 'ok', doneUs: 8000, answeredUs: 8000, requests: 2, units: [] });
    expect([postgres.asked, dynamodb.asked]).toEqual([[0], [3000]]);
    expect([postgres.units, dynamodb.units]).toEqual([[], [[0.5, 1]]]);
    expect(between).toEqual({});
  });

  it('takes as long as the first where the second is asynchronous', async () => {
    const { app, dynamodb } = await run({
      isWrite: true,
      phase: { secondWrite: 'asynchronous' },
      postgres: [{ tookUs: 3000 }],
      dynamodb: [{ tookUs: 5000 }],
    });
    expect(app).toEqual({ state: 'ok', doneUs: 3000, answeredUs: 3000, requests: 1, units: [] });
    expect(dynamodb.asked).toEqual([3000]);
    expect(dynamodb.requests).toBe(1);
  });

  it('whose second write fails is one that the application has, and half a write', async () => {
    const { app, dynamodb, between } = await run({
      isWrite: true,
      postgres: [{ tookUs: 3000 }],
      dynamodb: [{ tookUs: 5000, fails: { kind: 'server' } }],
    });
    expect(app).toMatchObject({ state: 'ok', doneUs: 8000 });
    expect(dynamodb.failed).toBe(1);
    expect(between).toMatchObject({
      halfWrites: 1,
      halfReads: 0,
      firstHalf: { atUs: 0, words: 'postgres has it, dynamodb failed (as told)' },
    });
  });

  it('whose first write fails is tried no further', async () => {
    const { app, dynamodb, between } = await run({
      isWrite: true,
      postgres: [{ tookUs: 3000, fails: { kind: 'server' } }],
    });
    expect(app).toMatchObject({ state: 'failed', doneUs: 3000 });
    expect(dynamodb.asked).toEqual([]);
    expect(between).toEqual({});
  });

  it.each([
    ['timed out', 'timeout', false, 1],
    ['lost its connection', 'connection', false, 1],
    ['was never sent', 'timeout', true, 0],
  ] as const)(
    'whose first write %s is half a write where it may have happened',
    async (_, kind, beforeSending, half) => {
      const fails = { kind, beforeSending };
      const { between } = await run({ isWrite: true, postgres: [{ tookUs: 3000, fails }] });
      expect(between.halfWrites ?? 0).toBe(half);
    },
  );
});

describe('a shadow read', () => {
  it('is asked at once, and nobody waits for it', async () => {
    const { app, postgres, dynamodb, between } = await run({
      postgres: [{ tookUs: 2000, answer: 7 }],
      dynamodb: [{ tookUs: 90_000, answer: 7 }],
    });
    expect(app).toEqual({ state: 'ok', doneUs: 2000, answeredUs: 2000, requests: 1, units: [] });
    expect([postgres.asked, dynamodb.asked]).toEqual([[0], [0]]);
    expect(between).toMatchObject({ compared: 1, late: 0, mismatches: 0, postgresRequestsAgain: 0 });
  });

  it('of PostgreSQL beside DynamoDB is compared the same way round', async () => {
    const { app, between } = await run({
      phase: { dynamodbReads: 1 },
      postgres: [{ tookUs: 90_000, answer: 1 }],
      dynamodb: [{ tookUs: 2000, answer: 2 }],
    });
    expect(app.doneUs).toBe(2000);
    expect(between.firstMismatch?.words).toBe('{}: the answer: postgres has 1, dynamodb has 2');
  });

  it('that differs is asked for again, twice, and is a mismatch where it still does', async () => {
    const { app, postgres, dynamodb, between } = await run({
      postgres: [{ tookUs: 1000, answer: 7 }],
      dynamodb: [{ tookUs: 1000, answer: 8 }],
    });
    expect(app.answeredUs).toBe(1000);
    expect(postgres.asked).toEqual([0, 51_000, 502_000]);
    expect(dynamodb).toMatchObject({ asked: [0, 51_000, 502_000], requests: 3, units: [[1.5, 3]] });
    expect(between).toMatchObject({
      compared: 1,
      late: 0,
      mismatches: 1,
      firstMismatch: { atUs: 0, words: '{}: the answer: postgres has 7, dynamodb has 8' },
      postgresRequestsAgain: 2,
    });
  });

  it('that is equal when it is asked for again was only late', async () => {
    const { postgres, between } = await run({
      postgres: [{ tookUs: 1000, answer: 7 }],
      dynamodb: [
        { tookUs: 1000, answer: 6 },
        { tookUs: 1000, answer: 7 },
      ],
    });
    expect(postgres.asked).toEqual([0, 51_000]);
    expect(between).toMatchObject({
      compared: 1,
      late: 1,
      mismatches: 0,
      firstMismatch: null,
      postgresRequestsAgain: 1,
    });
  });

  it.each([
    [
      'the shadow',
      [{ tookUs: 1, answer: 7 }],
      [{ tookUs: 1, fails: { kind: 'server' } }],
      'ok',
      'postgres answered, dynamodb failed (as told)',
    ],
    [
      'the first',
      [{ tookUs: 1, fails: { kind: 'timeout' } }],
      [{ tookUs: 1, answer: 7 }],
      'failed',
      'postgres failed (as told), dynamodb answered',
    ],
  ] as const)('of which %s fails is one side only, and no mismatch', async (_, postgres, dynamodb, state, words) => {
    const { app, between } = await run({ postgres, dynamodb });
    expect(app.state).toBe(state);
    expect(between).toMatchObject({ compared: 0, mismatches: 0, halfReads: 1, firstHalf: { atUs: 0, words } });
  });

  it('whose program has a bug fails the load, though the application has its answer', async () => {
    const bug = new Error('a bug');
    const { app, broken } = await run({ postgres: [{ tookUs: 1, answer: 7 }], dynamodb: [{ tookUs: 9, throws: bug }] });
    expect(app.state).toBe('ok');
    expect(broken).toBe(bug);
  });

  it('of which both fail is nothing to compare', async () => {
    const fails = [{ tookUs: 1, fails: { kind: 'server' } }] as const;
    const { between } = await run({ postgres: fails, dynamodb: fails });
    expect(between).toEqual({});
  });
});

describe('an operation of one engine', () => {
  it('is that engine’s alone, and PostgreSQL is spared where it is DynamoDB’s', async () => {
    const { app, postgres, dynamodb, between } = await run({
      phase: { dynamodbReads: 1, shadowed: 0 },
      dynamodb: [{ tookUs: 2000, answer: 7 }],
    });
    expect(app).toEqual({ state: 'ok', doneUs: 2000, answeredUs: 2000, requests: 1, units: [] });
    expect([postgres.asked, dynamodb.asked]).toEqual([[], [0]]);
    expect(between).toMatchObject({ spared: 1, compared: 0 });
  });
});
