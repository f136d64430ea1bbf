import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BillLine, type PricedBill, pricedBill } from './bill.ts';
import type { BillFile, Capacity, PostgresUse, TableUse } from './bill-file.ts';
import { compare, exactly, minus, plus, times, toDouble, total, zero } from './exact.ts';
import { priceTable } from './price-table.ts';
import { readBillFile } from './read-bill-file.ts';
import { shownBill, viewsOf } from './shown-bill.ts';

/** Quantities as people have them: none, whole, or with a few decimals. */
const amount = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 1e9 }),
  fc.integer({ min: 1, max: 1e6 }).map((n) => n / 1000),
);
const capacity = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 2000 }),
  fc.integer({ min: 1, max: 999 }).map((n) => n / 10),
);
const blocks = fc.integer({ min: 0, max: 5 }).map((n) => n * 100);

const phase = fc.record({ hours: fc.integer({ min: 0, max: 240 }), readCapacity: capacity, writeCapacity: capacity });
const provisioned: fc.Arbitrary<Capacity> = fc.record(
  {
    readCapacity: capacity,
    writeCapacity: capacity,
    phases: fc.array(phase, { minLength: 1, maxLength: 3 }),
    reserved: fc.record({ termYears: fc.constantFrom(1, 3), readCapacity: blocks, writeCapacity: blocks }),
  },
  { requiredKeys: [] },
);
const requests = fc.record({ readUnits: amount, writeUnits: amount }, { requiredKeys: [] });
const kept = fc.record(
  { storageGb: amount, pitr: fc.boolean(), backupGb: amount, streamReads: amount },
  { requiredKeys: [] },
);

const onDemand = fc
  .tuple(requests, kept, fc.array(fc.tuple(requests, amount), { maxLength: 3 }))
  .map(([use, rest, indexes]) => ({
    mode: 'on-demand' as const,
    ...use,
    ...rest,
    indexes: indexes.map(([one, storageGb], n) => ({ index: `I${n}`, ...one, storageGb })),
  }));
const always = fc
  .tuple(provisioned, kept, fc.array(fc.tuple(provisioned, amount), { maxLength: 3 }))
  .map(([use, rest, indexes]) => ({
    mode: 'provisioned' as const,
    ...use,
    ...rest,
    indexes: indexes.map(([one, storageGb], n) => ({ index: `I${n}`, ...one, storageGb })),
  }));
const tables: fc.Arbitrary<readonly TableUse[]> = fc
  .array(fc.oneof(onDemand, always), { maxLength: 5 })
  .map((all) => all.map((table, n) => ({ table: `T${n}`, class: 'standard' as const, ...table })));
const postgres: fc.Arbitrary<PostgresUse> = fc.oneof(
  fc.record({
    engine: fc.constant('rds' as const),
    class: fc.constant('db.t4g.small'),
    multiAz: fc.boolean(),
    storageGb: amount,
    backupGb: amount,
  }),
  fc.record({
    engine: fc.constant('aurora-serverless-v2' as const),
    acu: amount,
    storageGb: amount,
    ioRequests: amount,
  }),
);
const files: fc.Arbitrary<BillFile> = fc
  .record({
    region: fc.constant('us-east-1'),
    hoursPerMonth: fc.constantFrom(720, 730, 744),
    freeTier: fc.boolean(),
    dynamodb: tables,
    postgres: fc.option(postgres),
  })
  .map(({ postgres: database, ...rest }) => (database === null ? rest : { ...rest, postgres: database }));

function priced(file: BillFile): PricedBill {
  const bill = pricedBill(file, priceTable());
  if (!bill.ok) throw new Error('no price');
  return bill.value;
}

const cents = (rows: readonly { readonly cents: number }[]) => rows.reduce((sum, row) => sum + row.cents, 0);
const written = (lines: readonly { readonly usd: number }[]) => total(lines.map(({ usd }) => exactly(usd)));

describe('whatever is billed', () => {
  it('lines add up to the totals exactly, and are the exact products to the last bit', () => {
    fc.assert(
      fc.property(files, (file) => {
        const { bill, charges } = priced(file);
        for (const service of ['dynamodb', 'postgres'] as const) {
          const own = bill.lines.filter((line) => line.service === service);
          expect(bill.totals[service]).toBe(toDouble(written(own)));
        }
        expect(bill.lines.map(({ usd }) => usd)).toEqual(charges.map(({ usd }) => toDouble(usd)));
        // Rounding each line to a double and the exact sum of the charges are the same money, to a billionth of a cent.
        const drift = toDouble(minus(written(bill.lines), total(charges.map(({ usd }) => usd))));
        expect(Math.abs(drift)).toBeLessThan(1e-9);
      }),
    );
  });

  it('the file reads back as it is, and JSON gives the same bill', () => {
    fc.assert(
      fc.property(files, (file) => {
        const read = readBillFile(JSON.parse(JSON.stringify(file)), priceTable());
        expect(read.ok && priced(read.value).bill).toEqual(priced(file).bill);
      }),
    );
  });

  it('without the free tier the order of the tables is of no account', () => {
    fc.assert(
      fc.property(files, (file) => {
        const forwards = { ...file, freeTier: false };
        const backwards = { ...forwards, dynamodb: [...(file.dynamodb ?? [])].reverse() };
        const key = (line: BillLine) => JSON.stringify(line);
        const [one, other] = [priced(forwards).bill, priced(backwards).bill];
        expect(other.totals).toEqual(one.totals);
        expect(other.lines.map(key).sort()).toEqual(one.lines.map(key).sort());
      }),
    );
  });

  it('without the free tier twice and thrice the tables are twice and thrice the money', () => {
    fc.assert(
      fc.property(files, fc.constantFrom(2, 3), (file, by) => {
        const once = priced({ ...file, freeTier: false }).charges;
        const often = priced({ ...file, freeTier: false, dynamodb: scaled(file.dynamodb ?? [], by) }).charges;
        const own = (charges: typeof once) => charges.filter(({ demand }) => demand.service === 'dynamodb');
        expect(own(often).map(({ usd }) => usd)).toEqual(own(once).map(({ usd }) => times(usd, exactly(by))));
      }),
    );
  });

  it('the free tier takes no more than was charged, no more than there is, and the same in all however it is ordered', () => {
    fc.assert(
      fc.property(files, (file) => {
        const { charges } = priced({ ...file, freeTier: true });
        charges.forEach((charge, n) => {
          const before = charges[n - 1];
          if (charge.item === 'free-tier') expect(compare(plus(before?.usd ?? zero, charge.usd), zero)).not.toBe(-1);
        });
        const backwards = priced({ ...file, freeTier: true, dynamodb: [...(file.dynamodb ?? [])].reverse() }).charges;
        for (const [unit, most] of [
          ['GB-month', 25],
          ['RCU-hour', 18600],
          ['WCU-hour', 18600],
          ['read', 2500000],
        ] as const) {
          const taken = freed(charges, unit);
          expect(compare(plus(taken, exactly(most)), zero)).not.toBe(-1);
          expect(freed(backwards, unit)).toEqual(taken);
        }
      }),
    );
  });
});

describe('what a person is shown', () => {
  it('adds up to the cent at every level, and every level is less than a cent off', () => {
    fc.assert(
      fc.property(files, (file) => {
        const { lines, totals } = priced(file).bill;
        for (const service of shownBill(lines)) {
          expect(Math.abs(service.cents / 100 - totals[service.service])).toBeLessThan(0.0051);
          expect(cents(service.resources)).toBe(service.cents);
          for (const resource of service.resources) {
            expect(cents(resource.parts)).toBe(resource.cents);
            expect(Math.abs(resource.cents / 100 - resource.usd)).toBeLessThan(0.0101);
            for (const part of resource.parts) expect(cents(part.lines)).toBe(part.cents);
          }
        }
      }),
    );
  });

  it('the three views are equal to the cent, and exactly', () => {
    fc.assert(
      fc.property(files, (file) => {
        const { lines, totals } = priced(file).bill;
        const views = viewsOf(lines);
        expect(cents(views.tables)).toBe(cents(views.services));
        expect(cents(views.indexes)).toBe(cents(views.services));
        for (const { service, usd } of views.services) expect(usd).toBe(totals[service]);
        for (const table of views.tables) {
          const parts = views.indexes.filter(
            (part) => part.service === table.service && part.resource === table.resource,
          );
          expect(cents(parts)).toBe(table.cents);
        }
      }),
    );
  });
});

function freed(charges: PricedBill['charges'], unit: string) {
  return total(
    charges.filter(({ item, demand }) => item === 'free-tier' && demand.unit === unit).map(({ quantity }) => quantity),
  );
}

function scaled(all: readonly TableUse[], by: number): readonly TableUse[] {
  return JSON.parse(JSON.stringify(all), (field, value) =>
    typeof value === 'number' && field !== 'hours' && field !== 'termYears'
      ? toDouble(times(exactly(value), exactly(by)))
      : value,
  );
}
