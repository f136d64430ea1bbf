import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { billTable } from '../../reports/bill-table.ts';
import { pricedBill } from '../bill/bill.ts';
import { readJson } from '../bill/json-text.ts';
import { findPrice, instanceClasses, type PriceName, priceNames } from '../bill/price.ts';
import { priceTable } from '../bill/price-table.ts';
import { readBillFile } from '../bill/read-bill-file.ts';
import { readPrices } from '../bill/read-prices.ts';

const page = readFileSync(new URL('../../docs/bill.md', import.meta.url), 'utf8');
const prices = priceTable();

function blocks(language: string): readonly string[] {
  return [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

it('the example of the page prints what the page shows', () => {
  const json = readJson(blocks('json')[0] ?? '', 'the page');
  const read = readBillFile(json.ok ? json.value : null, prices);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const priced = pricedBill(read.value, prices);
  if (!priced.ok) throw new Error(JSON.stringify(priced.problems));
  expect(blocks('text')[0]).toBe(billTable({ file: read.value, priced: priced.value, prices, today: '2026-11-22' }));
});

it('the price file of the page is one', () => {
  const json = readJson(blocks('json')[1] ?? '', 'the page');
  const read = readPrices(json.ok ? json.value : null);
  const name = priceNames.dynamodb('standard', 'storageUsdPerGbMonth');
  expect(read.ok && findPrice(read.value, 'eu-west-1', name)).toMatchObject({ decimal: '0.283', confidence: 'A' });
});

it('the prices of the page are those of the table, and all of them', () => {
  const rows = allNames().map(
    ([words, name]) =>
      `| ${words} | ${regions()
        .map((region) => cell(region, name))
        .join(' | ')} |`,
  );
  const head = [`| | ${regions().join(' | ')} |`, `|---|${'---|'.repeat(regions().length)}`];
  expect(page).toContain([...head, ...rows].join('\n'));
  const shown = new Set<string>(allNames().map(([, name]) => name));
  const held = [...prices.regions.values()].flatMap((region) => [...region.prices.keys()]);
  expect(held.filter((name) => !shown.has(name))).toEqual([]);
});

function regions(): readonly string[] {
  return [...prices.regions.keys()];
}

function cell(region: string, name: PriceName): string {
  const price = findPrice(prices, region, name);
  if (price === null) return '–';
  return price.confidence?.includes('C') === true ? `${price.decimal} C` : price.decimal;
}

type Named = readonly [words: string, name: PriceName];

function allNames(): readonly Named[] {
  const classes = (['standard', 'standard-ia'] as const).flatMap((one): readonly Named[] => [
    [`${one}: write units, million`, priceNames.dynamodb(one, 'writeRequestUnitUsdPerMillion')],
    [`${one}: read units, million`, priceNames.dynamodb(one, 'readRequestUnitUsdPerMillion')],
    [`${one}: replicated write units, million`, priceNames.dynamodb(one, 'replicatedWriteRequestUnitUsdPerMillion')],
    [`${one}: write capacity, unit-hour`, priceNames.dynamodb(one, 'writeCapacityUnitHourUsd')],
    [`${one}: read capacity, unit-hour`, priceNames.dynamodb(one, 'readCapacityUnitHourUsd')],
    [`${one}: storage, GB-month`, priceNames.dynamodb(one, 'storageUsdPerGbMonth')],
    [`${one}: point-in-time recovery, GB-month`, priceNames.dynamodb(one, 'pitrUsdPerGbMonth')],
    [`${one}: backup, GB-month`, priceNames.dynamodb(one, 'backupUsdPerGbMonth')],
    [`${one}: restore, GB`, priceNames.dynamodb(one, 'restoreUsdPerGb')],
    [`${one}: stream reads, million`, priceNames.dynamodb(one, 'streamsReadUsdPerMillion')],
  ]);
  const reserved = ([1, 3] as const).flatMap((years): readonly Named[] => [
    [`reserved ${years} y: write, upfront`, priceNames.reserved('standard', years, 'writeUpfrontUsdPer100Units')],
    [`reserved ${years} y: write, hour`, priceNames.reserved('standard', years, 'writeHourUsdPer100Units')],
    [`reserved ${years} y: read, upfront`, priceNames.reserved('standard', years, 'readUpfrontUsdPer100Units')],
    [`reserved ${years} y: read, hour`, priceNames.reserved('standard', years, 'readHourUsdPer100Units')],
  ]);
  const instances = instanceClasses(prices).flatMap((one): readonly Named[] => [
    [`RDS ${one}, hour`, priceNames.instance(one, false)],
    [`RDS ${one} Multi-AZ, hour`, priceNames.instance(one, true)],
  ]);
  return [
    ...classes,
    ...reserved,
    ...instances,
    ['RDS gp3, GB-month', priceNames.rdsStorage(false)],
    ['RDS gp3 Multi-AZ, GB-month', priceNames.rdsStorage(true)],
    ['RDS backup beyond the free, GB-month', priceNames.rdsBackup],
    ['Aurora Serverless v2, ACU-hour', priceNames.acuHour],
    ['Aurora storage, GB-month', priceNames.auroraStorage],
    ['Aurora requests, million', priceNames.auroraIo],
  ];
}
