import { describe, expect, it } from 'vitest';
import { toDouble } from './exact.ts';
import { findPrice, type PriceName, priceNames, requestPrices } from './price.ts';
import { priceTable } from './price-table.ts';

describe('the built-in price table', () => {
  it('has the five regions, each with the day on which it was read', () => {
    expect([...priceTable().regions].map(([region, { read }]) => [region, read])).toEqual([
      ['us-east-1', '2026-09-06'],
      ['us-west-2', '2026-08-09'],
      ['eu-west-1', '2026-10-04'],
      ['ap-northeast-1', '2026-09-23'],
      ['ap-northeast-2', '2026-06-12'],
    ]);
  });

  it('is read once', () => {
    expect(priceTable()).toBe(priceTable());
  });

  it('says of every price how sure it is and where it comes from', () => {
    const prices = [...priceTable().regions.values()].flatMap((region) => [...region.prices.values()]);
    expect(prices.length).toBeGreaterThan(100);
    expect(prices.filter(({ confidence, source }) => confidence === null || source === null)).toEqual([]);
  });

  it.each<[string, string, PriceName, string | null, string | null]>([
    ['a list price', 'us-east-1', priceNames.dynamodb('standard', 'storageUsdPerGbMonth'), 'B', '2026-09-06'],
    [
      'one that AWS wrote',
      'us-west-2',
      priceNames.dynamodb('standard', 'replicatedWriteRequestUnitUsdPerMillion'),
      'A',
      '2026-08-09',
    ],
    ['an older one in its group', 'us-east-1', priceNames.dynamodb('standard', 'restoreUsdPerGb'), 'B', '2024-11-15'],
    ['an undated one in its group', 'eu-west-1', priceNames.dynamodb('standard', 'readCapacityUnitHourUsd'), 'B', null],
    ['an assumed one', 'us-west-2', priceNames.dynamodb('standard', 'backupUsdPerGbMonth'), 'C', '2026-08-09'],
    ['reserved capacity', 'ap-northeast-1', priceNames.reserved('standard', 3, 'readUpfrontUsdPer100Units'), 'B', null],
    ['an instance', 'us-east-1', priceNames.instance('db.m6g.large', false), 'B-C', '2026-04'],
    ['Aurora', 'ap-northeast-2', priceNames.auroraIo, 'B', '2026'],
  ])('%s', (_, region, name, confidence, asOf) => {
    expect(findPrice(priceTable(), region, name)).toMatchObject({ confidence, asOf });
  });
});

describe('the prices of a million request units', () => {
  it('are there', () => {
    const { readUsdPerMillion, writeUsdPerMillion } = requestPrices(priceTable(), 'ap-northeast-2', 'standard');
    expect(readUsdPerMillion && toDouble(readUsdPerMillion.usd)).toBe(0.1355);
    expect(writeUsdPerMillion && toDouble(writeUsdPerMillion.usd)).toBe(0.68);
  });

  it.each([
    ['of a class without prices', 'eu-west-1', 'standard-ia'],
    ['of an unknown region', 'mars-1', 'standard'],
  ] as const)('%s are not', (_, region, tableClass) => {
    expect(requestPrices(priceTable(), region, tableClass)).toEqual({
      readUsdPerMillion: null,
      writeUsdPerMillion: null,
    });
  });
});
