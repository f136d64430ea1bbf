import { describe, expect, it } from 'vitest';
import { heatAssumptions } from './assumptions.ts';
import type { HeatInput, HeatOperation, HeatResource, HeatUse } from './heat-day.ts';
import { simulateDay } from './simulate-day.ts';
import type { Throughput } from './throughput.ts';

const fresh = { ...heatAssumptions, updateLagMinutes: 0, bankedSecondsAtStart: 0 };
const provisioned = (units: number): Throughput => ({ mode: 'provisioned', units });
const ample = provisioned(1_000_000);

function resource(index: string | null, read: Throughput, write: Throughput): HeatResource {
  return { table: 'T', index, read: { throughput: read }, write: { throughput: write } };
}

const read = (units: number, key = -1): HeatUse => ({ resource: 0, key, read: units, write: 0 });
const write = (units: number, of = 0, key = -1): HeatUse => ({ resource: of, key, read: 0, write: units });

/** So many operations in each second, evenly spaced. */
function perSecond(counts: readonly number[], uses: readonly HeatUse[]): HeatOperation[] {
  return counts.flatMap((count, second) =>
    Array.from({ length: count }, (_, at) => ({ atMs: second * 1000 + Math.floor((at * 1000) / count), uses })),
  );
}

const seconds = (count: number, each: number): number[] => Array<number>(count).fill(each);

function day(input: Partial<HeatInput> & Pick<HeatInput, 'operations'>) {
  return simulateDay({
    resources: [resource(null, provisioned(10), provisioned(10))],
    keys: [],
    minutes: 10,
    assumptions: fresh,
    ...input,
  });
}

describe('provisioned capacity of 10 units', () => {
  it('serves 10 a second for ever', () => {
    const told = day({ operations: perSecond(seconds(600, 10), [read(1)]) });
    expect(told).toMatchObject({ operations: 6000, throttledOperations: 0, throttledMinutes: 0, throttles: [] });
    expect(told.curves[0]?.read).toMatchObject({ askedUnits: 6000, servedUnits: 6000, capacityHours: 10 / 6 });
    expect([...(told.curves[0]?.read.consumed ?? [])]).toEqual(seconds(10, 600));
  });

  it('a step to 15 is throttled by a third from the first second where nothing is kept', () => {
    const told = day({ operations: perSecond(seconds(60, 15), [read(1)]) });
    expect(told).toMatchObject({ throttledOperations: 300, throttledMinutes: 1 });
    expect(told.throttles).toEqual([
      {
        table: 'T',
        index: null,
        direction: 'read',
        limit: 'provisioned capacity',
        refusesTableWrites: false,
        operations: 300,
        minutes: 1,
        minutesByHour: [1],
        key: null,
        keyOperations: 0,
      },
    ]);
  });

  it('a spike after 100 idle seconds lives on the 1,000 units that were kept', () => {
    // 100 s × 10 kept + 10 of its own second serve 1,010 of 1,200; the next second has its own 10 for 20.
    const told = day({ operations: perSecond([...seconds(100, 0), 1200, 20], [read(1)]) });
    expect(told.throttledOperations).toBe(190 + 10);
  });

  it('a saw-tooth of 20 and 0 is served whole: each idle second pays for the next', () => {
    const teeth = Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? 0 : 20));
    expect(day({ operations: perSecond(teeth, [read(1)]) }).throttledOperations).toBe(0);
  });

  it('a request takes its units whole or not at all', () => {
    const told = day({ operations: perSecond([3], [read(4)]) });
    expect(told.throttledOperations).toBe(1);
    expect(told.curves[0]?.read).toMatchObject({ askedUnits: 12, servedUnits: 8 });
  });
});

describe('auto scaling in the stream', () => {
  it('a ramp is followed: capacity in each minute, and what was throttled on the way', () => {
    // 25 to 500 at 70 %. Minutes of 20, 30, 30, 50, 50 reads a second, nothing kept at the start, no lag.
    const policy = { min: 25, max: 500, targetUtilisation: 0.7 };
    const rates = [20, 30, 30, 50, 50];
    const told = day({
      resources: [resource(null, { mode: 'auto-scaling', policy }, ample)],
      operations: perSecond(
        rates.flatMap((rate) => seconds(60, rate)),
        [read(1)],
      ),
      minutes: 6,
    });
    // Minute 0 keeps 300, minute 1 spends them: 30 served of 25. 30 ÷ 0.7 = 42.9 → 43 from minute 2. Minute 2 is 69.8 %: no
    // point above, and keeps 780. Minutes 3 and 4 take 50 of 43, 420 above each, from what is kept: 60 are missing in the
    // last. 50 and 49 a second are above 70 %: (3,000 − 60) ÷ 60 ÷ 0.7 = 70 from minute 5.
    expect([...(told.curves[0]?.read.capacity ?? [])]).toEqual([25, 25, 43, 43, 43, 70]);
    expect(told.throttledOperations).toBe(60);
  });
});

describe('a partition key', () => {
  it('serves 1,000 write units a second however much the table has', () => {
    const told = day({
      resources: [resource(null, ample, ample)],
      keys: [
        { resource: 0, key: 'USER#1' },
        { resource: 0, key: 'USER#2' },
      ],
      operations: [...perSecond([1500], [write(1, 0, 0)]), ...perSecond([0, 900], [write(1, 0, 1)])],
    });
    expect(told.throttles).toMatchObject([
      { limit: 'partition key', direction: 'write', operations: 500, key: 'USER#1', keyOperations: 500 },
    ]);
  });

  it('serves 3,000 read units: 600 strong reads of 20 KB', () => {
    const told = day({
      resources: [resource(null, ample, ample)],
      keys: [{ resource: 0, key: 'P' }],
      operations: perSecond([601], [read(5, 0)]),
    });
    expect(told.throttledOperations).toBe(1);
  });
});

describe('an index that cannot keep up', () => {
  it('refuses the table’s writes, which take nothing from the table', () => {
    const told = day({
      resources: [resource(null, ample, provisioned(100)), resource('GSI1', ample, provisioned(10))],
      operations: perSecond(seconds(60, 20), [write(1), write(1, 1)]),
    });
    expect(told.throttles).toMatchObject([
      { index: 'GSI1', limit: 'provisioned capacity', direction: 'write', refusesTableWrites: true, operations: 600 },
    ]);
    expect(told.curves[0]?.write).toMatchObject({ askedUnits: 1200, servedUnits: 600 });
  });

  it('with one status for everyone is a hot key at 1,000 writes a second', () => {
    const told = day({
      resources: [resource(null, ample, ample), resource('GSI2', ample, ample)],
      keys: [{ resource: 1, key: 'STATUS#PENDING' }],
      operations: perSecond([1200], [write(1), write(1, 1, 0)]),
    });
    expect(told.throttles).toMatchObject([
      { index: 'GSI2', limit: 'partition key', key: 'STATUS#PENDING', refusesTableWrites: true, operations: 200 },
    ]);
  });
});

describe('on demand', () => {
  const onDemand: Throughput = { mode: 'on-demand' };
  const resources = [resource(null, onDemand, onDemand)];

  it('a new table serves 4,000 writes a second', () => {
    const told = day({ resources, operations: perSecond([5000], [write(1)]) });
    expect(told.throttles).toMatchObject([{ limit: 'on-demand growth', operations: 1000 }]);
  });

  it('serves twice the peak once that is half an hour old', () => {
    // 3,500 in the first second count from minute 31 on: 7,000 are served; in minute 20 still 4,000.
    const counts = [3500, ...seconds(20 * 60 - 1, 0), 6000, ...seconds(20 * 60 - 1, 0), 7500];
    const told = day({ resources, operations: perSecond(counts, [write(1)]), minutes: 60 });
    expect(told.throttles).toMatchObject([{ operations: 2000 + 500, minutes: 2 }]);
  });

  it('stops at the quota of 40,000', () => {
    const peak: HeatResource = {
      ...resource(null, onDemand, onDemand),
      read: { throughput: onDemand, startPeak: 30_000 },
    };
    const told = day({ resources: [peak], operations: perSecond([401], [read(100)]) });
    expect(told.throttles).toMatchObject([{ limit: 'quota', operations: 1 }]);
  });
});

describe('pages', () => {
  it('follow every 50 ms, and a refused one ends the operation', () => {
    // 128 units a page against 1,000 a second: 7 pages in the first second, the eighth is refused.
    const uses = [read(128)];
    const told = day({
      resources: [resource(null, provisioned(1000), ample)],
      operations: [{ atMs: 0, uses, pages: { count: 99, uses } }],
    });
    expect(told).toMatchObject({ operations: 1, throttledOperations: 1 });
    expect(told.curves[0]?.read).toMatchObject({ askedUnits: 8 * 128, servedUnits: 7 * 128 });
  });

  it('are all served where there is room', () => {
    const uses = [read(10)];
    const told = day({
      resources: [resource(null, provisioned(1000), ample)],
      operations: [{ atMs: 0, uses, pages: { count: 99, uses } }],
    });
    expect(told.curves[0]?.read.servedUnits).toBe(1000);
  });
});
