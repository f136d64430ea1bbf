import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededWorld } from '../dataset/world.ts';
import { notebook } from './notebook.fixture.ts';
import { recordSizes } from './record-sizes.ts';
import { daysOfMonths, recordsOf, storedAt, totalBytes } from './stored.ts';

const workload = notebook();
const sizes = recordSizes(workload, new SeededWorld(1, { dau: 10, days: 10 }, workload.asOfMs));

describe('sizes of records', () => {
  it('are means over the sample, per table and index', () => {
    // PK 2 + 9, SK 2 + 12, Body 4 + 900 = 929; every second note has GPK 3 + 6 and GSK 3 + 12 as well: 953.
    expect(sizes[0]).toEqual({
      entity: 'note',
      table: 'Notes',
      sampled: 100,
      itemBytes: 941,
      parts: [
        { index: null, share: 1, bytes: 941, keysOnlyBytes: 941, keysOnlyWrites: 1, writes: 1 },
        // Keys only: PK 11, SK 14, GPK 9, GSK 15.
        { index: 'ByKind', share: 0.5, bytes: 953, keysOnlyBytes: 49, keysOnlyWrites: 1, writes: 1 },
      ],
    });
    // PK 2 + 9, SK 2 + 3, TTL 3 + 3 (1768 × 10^6 in two pairs of digits).
    expect(sizes[1]).toMatchObject({ entity: 'log', itemBytes: 22, parts: [{ index: null, bytes: 22 }] });
  });
});

describe('what is stored', () => {
  it('has 100 bytes for each item and each entry of an index', () => {
    const { parts } = storedAt(workload, sizes, { dau: 10, days: 10 });
    expect(parts).toEqual([
      { table: 'Notes', index: null, records: 200, bytes: 100 * 1041 + 100 * 122, readBytes: 100 * 941 + 100 * 22 },
      { table: 'Notes', index: 'ByKind', records: 50, bytes: 50 * 1053, readBytes: 50 * 953 },
    ]);
  });

  it('does not grow by what has expired', () => {
    const { entities, parts } = storedAt(workload, sizes, { dau: 10, days: 30 });
    expect(entities).toEqual([
      { entity: 'note', records: 300 },
      { entity: 'log', records: 100 },
    ]);
    expect(parts[0]?.bytes).toBe(300 * 1041 + 100 * 122);
  });

  it('would, if nothing expired: ten logs a day go on', () => {
    const size = { dau: 10, days: 30 };
    expect(recordsOf(workload, 'log', size, { timeToLive: false })).toBe(300);
    expect(totalBytes(storedAt(workload, sizes, size, { timeToLive: false }))).toBe(
      300 * 1041 + 300 * 122 + 150 * 1053,
    );
  });

  it('never falls as users or days grow', () => {
    const size = fc.record({ dau: fc.integer({ min: 1, max: 1e6 }), days: fc.integer({ min: 1, max: 3650 }) });
    fc.assert(
      fc.property(size, fc.nat(1000), fc.nat(100), ({ dau, days }, users, more) => {
        const now = totalBytes(storedAt(workload, sizes, { dau, days }));
        const later = totalBytes(storedAt(workload, sizes, { dau: dau + users, days: days + more }));
        expect(later).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

it.each([
  [1, 30],
  [12, 365],
  [24, 730],
])('%d months are %d days', (months, days) => {
  expect(daysOfMonths(months, 730 / 24)).toBe(days);
});
