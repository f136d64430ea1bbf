import { describe, expect, it } from 'vitest';
import { pricedBill } from './bill.ts';
import type { BillFile } from './bill-file.ts';
import { isDay, isDayMonthOrYear, lastDayOf } from './day.ts';
import { ageWarnings, priceAge, undatedPrices, unsurePrices } from './price-age.ts';
import { priceTable } from './price-table.ts';

describe('days', () => {
  it.each([
    ['2026-02-28', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026', false],
    [20260101, false],
  ])('%s is a day: %s', (value, expected) => {
    expect(isDay(value)).toBe(expected);
  });

  it.each([
    ['2026', '2026-12-31'],
    ['2026-02', '2026-02-28'],
    ['2024-02', '2024-02-29'],
    ['2026-12', '2026-12-31'],
    ['2026-06-12', '2026-06-12'],
  ])('%s may mean %s at the latest', (date, last) => {
    expect(isDayMonthOrYear(date)).toBe(true);
    expect(lastDayOf(date)).toBe(last);
  });

  it.each(['2026-00', '26', '2026-06-31', 'June', ''])('%j is no date', (text) => {
    expect(isDayMonthOrYear(text)).toBe(false);
  });
});

describe('the age of the prices', () => {
  it.each([
    ['2026-09-06', 0, false],
    ['2027-03-05', 180, false],
    ['2027-03-06', 181, true],
    ['2026-09-01', -5, false],
  ])('on %s: %i days', (today, days, isStale) => {
    expect(priceAge(priceTable(), 'us-east-1', today)).toEqual({ read: '2026-09-06', days, isStale });
  });

  it('of an unknown region is unknown', () => {
    expect(priceAge(priceTable(), 'mars-1', '2026-10-01')).toBeNull();
  });
});

describe('what is told of the prices that a bill used', () => {
  const used = (file: BillFile) => {
    const priced = pricedBill(file, priceTable());
    return priced.ok ? priced.value.charges.map(({ price }) => price) : [];
  };
  const backup = used({
    region: 'us-east-1',
    dynamodb: ['A', 'B'].map(
      (table) => ({ table, class: 'standard', mode: 'on-demand', backupGb: 1, storageGb: 1 }) as const,
    ),
  });
  const seoul = used({ region: 'ap-northeast-2', postgres: { engine: 'rds', class: 'db.t4g.micro' } });

  it('a price with an old date of its own, once', () => {
    expect(ageWarnings(priceTable(), 'us-east-1', backup, '2026-10-01')).toEqual([
      'older than 180 days: dynamodb.standard.backupUsdPerGbMonth (2024-11-15)',
    ]);
  });

  it('a year counts from its last day', () => {
    expect(ageWarnings(priceTable(), 'ap-northeast-2', seoul, '2026-12-01')).toEqual([]);
  });

  it('where all of a region is old, that alone', () => {
    expect(ageWarnings(priceTable(), 'us-east-1', backup, '2027-10-01')).toEqual([
      'the prices of us-east-1 were read on 2026-09-06, 390 days ago: give newer ones with --prices',
    ]);
  });

  it('confidence C, with the reason', () => {
    const infrequent = { table: 'A', class: 'standard-ia', mode: 'on-demand', readUnits: 1, backupGb: 0 } as const;
    const prices = used({ region: 'us-west-2', dynamodb: [infrequent, { ...infrequent, table: 'B' }] });
    expect(unsurePrices(prices)).toEqual([
      'dynamodb.standardInfrequentAccess.readRequestUnitUsdPerMillion is of confidence C: request units assumed equal to us-east-1; the rest not found',
    ]);
    expect(unsurePrices(backup)).toEqual([]);
  });

  it('no date', () => {
    const prices = used({ region: 'us-east-1', postgres: { engine: 'rds', class: 'db.t4g.medium' } });
    expect(undatedPrices(prices)).toEqual([
      'rds.postgres.db.t4g.medium.singleAzUsdPerHour is undated: many tables agree',
    ]);
    expect(undatedPrices(backup)).toEqual([]);
  });
});
