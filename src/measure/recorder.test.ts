import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ErrorKind, errorKinds, type Measurement } from './measurement.ts';
import { Recorder } from './recorder.ts';
import { Summary, type SummaryData } from './summary.ts';

const ok: Measurement = {
  pattern: '02',
  phase: 'measured',
  scheduledUs: 1000,
  startedUs: 1100,
  sentUs: 1150,
  doneUs: 3000,
  poolWaitUs: 20,
  outcome: { state: 'ok' },
  cost: {
    requests: 1,
    items: 2,
    evaluated: 3,
    bytes: 400,
    consumed: [{ table: 'T', index: null, read: 0.5, write: 0 }],
  },
};
const failing = (kind: ErrorKind, detail = kind): Measurement => ({
  ...ok,
  outcome: { state: 'failed', kind, detail },
});

const measurements = fc.array(
  fc.record({
    pattern: fc.constantFrom('02', '07'),
    phase: fc.constantFrom('warm-up', 'measured'),
    scheduledUs: fc.nat(10_000),
    startedUs: fc.integer({ min: 10_000, max: 20_000 }),
    sentUs: fc.option(fc.integer({ min: 20_000, max: 30_000 })),
    doneUs: fc.integer({ min: 30_000, max: 9_000_000 }),
    poolWaitUs: fc.nat(500),
    outcome: fc.oneof(
      fc.constant({ state: 'ok' as const }),
      fc.record({
        state: fc.constant('failed' as const),
        kind: fc.constantFrom(...errorKinds),
        detail: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      }),
    ),
    cost: fc.record({
      requests: fc.nat(5),
      items: fc.nat(50),
      evaluated: fc.nat(50),
      bytes: fc.nat(9000),
      consumed: fc.array(
        fc.record({
          table: fc.constantFrom('A', 'B'),
          index: fc.constantFrom(null, 'GSI1', 'GSI2'),
          read: fc.nat(9).map((halves) => halves / 2),
          write: fc.nat(9),
        }),
        { maxLength: 4 },
      ),
    }),
  }),
  { maxLength: 30 },
);
const summed = (all: readonly Measurement[]): SummaryData => {
  const summary = new Summary();
  for (const measurement of all) summary.record(measurement);
  return summary.data();
};

describe('a summary', () => {
  it('divides what was scheduled into completed, failed by kind, and dropped', () => {
    const summary = new Summary();
    for (const kind of errorKinds) summary.record(failing(kind));
    summary.record(failing('timeout'));
    summary.record(ok);
    summary.drop();
    expect([summary.scheduled, summary.completed, summary.failed, summary.dropped]).toEqual([9, 1, 7, 1]);
    expect(summary.errors).toEqual({ throttled: 1, timeout: 2, connection: 1, server: 1, malformed: 1, wrong: 1 });
  });

  it('keeps response, service, lag and pool wait apart', () => {
    const summary = new Summary();
    summary.record(ok);
    expect([summary.response.maxUs, summary.service.maxUs, summary.lag.maxUs, summary.poolWait.maxUs]).toEqual([
      2000, 1850, 100, 20,
    ]);
  });

  it('lets a failure count with the time that it took, and gives no service time to what was never sent', () => {
    const summary = new Summary();
    summary.record({ ...failing('timeout'), doneUs: 5_001_000 });
    summary.record({ ...failing('connection'), sentUs: null });
    expect(summary.response.maxUs).toBe(5_000_000);
    expect(summary.response.count).toBe(2);
    expect(summary.service.count).toBe(1);
  });

  it('adds up what was consumed per table and index', () => {
    const consumed = [
      { table: 'T', index: 'GSI1', read: 0, write: 3 },
      { table: 'T', index: null, read: 0, write: 4 },
      { table: 'A', index: null, read: 0.5, write: 0 },
    ];
    const data = summed([
      { ...ok, cost: { ...ok.cost, consumed } },
      { ...ok, cost: { ...ok.cost, consumed } },
    ]);
    expect(data.consumed).toEqual([
      { table: 'A', index: null, read: 1, write: 0 },
      { table: 'T', index: null, read: 0, write: 8 },
      { table: 'T', index: 'GSI1', read: 0, write: 6 },
    ]);
  });

  it('keeps three examples of each kind of failure, short ones', () => {
    const data = summed([
      ...['d', 'a', 'c', 'b', 'a'].map((detail) => failing('server', detail as ErrorKind)),
      failing('wrong', 'x'.repeat(900) as ErrorKind),
    ]);
    expect(data.examples.map(({ detail }) => detail.slice(0, 3))).toEqual(['a', 'b', 'c', 'xxx']);
    expect(data.examples.at(-1)?.detail).toHaveLength(200);
  });

  it('is the same sum in any order and grouping', () => {
    fc.assert(
      fc.property(measurements, measurements, measurements, (a, b, c) => {
        const [x, y, z] = [summed(a), summed(b), summed(c)];
        const whole = summed([...a, ...b, ...c]);
        expect(Summary.of(x, y, z).data()).toEqual(whole);
        expect(Summary.of(z, x, y).data()).toEqual(whole);
        expect(Summary.of(x, Summary.of(y, z).data()).data()).toEqual(whole);
      }),
    );
  });

  it('survives being posted to another thread', () => {
    fc.assert(
      fc.property(measurements, (all) => {
        expect(Summary.of(structuredClone(summed(all))).data()).toEqual(summed(all));
      }),
    );
  });
});

describe('a recorder', () => {
  it('gives out each interval once, whatever was recorded when, and loses nothing', () => {
    fc.assert(
      fc.property(measurements, measurements, (first, second) => {
        const recorder = new Recorder();
        const rows = [first, second].flatMap((all) => {
          for (const measurement of all) recorder.record(measurement);
          return [...recorder.take()];
        });
        expect(recorder.take()).toEqual([]);
        for (const phase of ['warm-up', 'measured']) {
          for (const pattern of ['02', '07']) {
            const found = Summary.of(
              ...rows.filter((row) => row.phase === phase && row.pattern === pattern).map(({ summary }) => summary),
            );
            const expected = [...first, ...second].filter((row) => row.phase === phase && row.pattern === pattern);
            expect(found.data()).toEqual(summed(expected));
          }
        }
      }),
    );
  });

  it('counts a drop where its pattern stands', () => {
    const recorder = new Recorder();
    recorder.drop('measured', '07');
    expect(recorder.take()).toMatchObject([
      { phase: 'measured', pattern: '07', summary: { dropped: 1, completed: 0 } },
    ]);
  });
});
