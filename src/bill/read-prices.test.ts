import { describe, expect, it } from 'vitest';
import { sentence } from '../workload/problem.ts';
import { exactly } from './exact.ts';
import { findPrice, instanceClasses, priceNames } from './price.ts';
import { readPrices } from './read-prices.ts';

const freeTier = {
  standardStorageGbMonth: 25,
  standardReadCapacityUnitHours: 18600,
  standardWriteCapacityUnitHours: 18600,
  streamsReads: 2500000,
};
const least = { schema: 1, currency: 'USD', published: 'in June', read: '2026-06-12', freeTier };
const withRegion = (region: unknown) => ({ ...least, regions: { here: region } });
const withStandard = (standard: unknown) => withRegion({ dynamodb: { standard } });

function problemsOf(file: unknown): readonly string[] {
  const read = readPrices(file);
  return read.ok ? [] : read.problems.map(sentence);
}

const aPrice = 'expected a decimal above 0 and at most 1000000, or null where no price was found';
const here = 'regions.here.dynamodb.standard';

describe('bad price files are told with their places', () => {
  it.each<[string, unknown, string]>([
    ['no object', 7, 'the file: found 7, expected an object'],
    ['another schema', { ...withRegion({}), schema: 2 }, 'schema: found 2, expected 1'],
    ['another currency', { ...withRegion({}), currency: 'EUR' }, 'currency: found "EUR", expected USD'],
    [
      'an unknown field',
      { ...withRegion({}), region: 1 },
      'region: found an unknown field, expected regions (one of schema, currency, published, read, freeTier, regions, notes, confidenceLetters, hoursPerMonth, bytesPerGb)',
    ],
    ['no regions', { ...least, regions: {} }, 'regions: found {}, expected an object with a region at least'],
    ['regions as a list', { ...least, regions: [] }, 'regions: found [], expected an object with a region at least'],
    ['a region that is none', withRegion(3), 'regions.here: found 3, expected an object'],
    [
      'no day of reading',
      { ...withRegion({}), read: undefined },
      'read: found nothing, expected YYYY-MM-DD, or an object with one for each region',
    ],
    [
      'a day that does not exist',
      { ...withRegion({}), read: '2026-02-30' },
      'read: found "2026-02-30", expected YYYY-MM-DD, or an object with one for each region',
    ],
    [
      'no day of reading for a region',
      { ...withRegion({}), read: { there: '2026-01-01' } },
      'read.here: found nothing, expected YYYY-MM-DD, or an object with one for each region',
    ],
    [
      'no word on publication',
      { ...withRegion({}), published: '' },
      'published: found "", expected a text, or an object with one for each region',
    ],
    ['no free tier', { ...withRegion({}), freeTier: null }, 'freeTier: found null, expected an object'],
    [
      'a free tier without its amounts',
      { ...withRegion({}), freeTier: { ...freeTier, streamsReads: undefined } },
      'freeTier.streamsReads: found undefined, expected a number from 0 to 9007199254740991',
    ],
    [
      'a negative free tier',
      { ...withRegion({}), freeTier: { ...freeTier, streamsReads: -1 } },
      'freeTier.streamsReads: found -1, expected a number from 0 to 9007199254740991',
    ],
    ['a price of 0', withStandard({ storageUsdPerGbMonth: 0 }), `${here}.storageUsdPerGbMonth: found 0, ${aPrice}`],
    [
      'a price of 0 as text',
      withStandard({ storageUsdPerGbMonth: '0.00' }),
      `${here}.storageUsdPerGbMonth: found "0.00", ${aPrice}`,
    ],
    [
      'a negative price',
      withStandard({ storageUsdPerGbMonth: -0.25 }),
      `${here}.storageUsdPerGbMonth: found -0.25, ${aPrice}`,
    ],
    [
      'a price with its currency',
      withStandard({ storageUsdPerGbMonth: '$0.25' }),
      `${here}.storageUsdPerGbMonth: found "$0.25", ${aPrice}`,
    ],
    [
      'a price that slipped',
      withStandard({ storageUsdPerGbMonth: 25e6 }),
      `${here}.storageUsdPerGbMonth: found 25000000, ${aPrice}`,
    ],
    [
      'a misspelt price',
      withRegion({ aurora: { storageUsdPerGbMonth: { standrd: 1 } } }),
      'regions.here.aurora.storageUsdPerGbMonth.standrd: found an unknown field, expected standard (one of standard)',
    ],
    [
      'a price where a group stands',
      withRegion({ rds: { gp3UsdPerGbMonth: 0.115 } }),
      'regions.here.rds.gp3UsdPerGbMonth: found 0.115, expected an object, or null where no price was found',
    ],
    [
      'an unknown group',
      withRegion({ lambda: {} }),
      'regions.here.lambda: found an unknown field, expected one of dynamodb, rds, aurora',
    ],
    [
      'an unknown field of an instance class',
      withRegion({ rds: { postgres: { 'db.a': { hour: 1 } } } }),
      'regions.here.rds.postgres["db.a"].hour: found an unknown field, expected one of singleAzUsdPerHour, multiAzUsdPerHour',
    ],
    [
      'an unknown confidence',
      withStandard({ confidence: 'D' }),
      `${here}.confidence: found "D", expected one of A, A-B, B, B-C, C-B, C, none`,
    ],
    [
      'a date that is none',
      withStandard({ asOf: '2026-13' }),
      `${here}.asOf: found "2026-13", expected YYYY-MM-DD, YYYY-MM, YYYY or null`,
    ],
    ['a source that is none', withStandard({ source: 7 }), `${here}.source: found 7, expected a text or null`],
    [
      'overrides that are none',
      withStandard({ asOfByField: '2026' }),
      `${here}.asOfByField: found "2026", expected an object`,
    ],
    [
      'an override of nothing',
      withStandard({ asOfByField: { pitrUsdPerGbMonth: '2026' } }),
      `${here}.asOfByField.pitrUsdPerGbMonth: found no such field in this group, expected a field of this group`,
    ],
    [
      'an override of another kind',
      withStandard({ pitrUsdPerGbMonth: 1, confidenceByField: { pitrUsdPerGbMonth: '2026' } }),
      `${here}.confidenceByField.pitrUsdPerGbMonth: found "2026", expected one of A, A-B, B, B-C, C-B, C, none`,
    ],
  ])('%s', (_, file, expected) => {
    expect(problemsOf(file)).toEqual([expected]);
  });

  it('all of them at once', () => {
    const file = {
      ...withRegion({ dynamodb: { standard: { storageUsdPerGbMonth: 0, pitrUsdPerGbMonth: 'x' } }, aurora: 1 }),
      schema: 9,
      read: 'today',
    };
    const read = readPrices(file);
    expect(read.ok ? [] : read.problems.map(({ place }) => place)).toEqual([
      'schema',
      'read',
      `${here}.storageUsdPerGbMonth`,
      `${here}.pitrUsdPerGbMonth`,
      'regions.here.aurora',
    ]);
  });
});

describe('a price file', () => {
  const read = readPrices({
    ...least,
    read: { here: '2026-06-12', there: '2026-07-01' },
    notes: ['any'],
    regions: {
      here: {
        name: 'Here',
        elasticache: { anything: 'goes' },
        dynamodb: {
          standard: {
            storageUsdPerGbMonth: 0.27075,
            pitrUsdPerGbMonth: '0.20',
            backupUsdPerGbMonth: null,
            confidence: 'B',
            source: 'a list',
            asOf: '2026-06-12',
            confidenceByField: { pitrUsdPerGbMonth: 'C' },
            sourceByField: { pitrUsdPerGbMonth: 'hearsay' },
            reserved: { unitsPerBlock: 100, confidence: 'none', oneYear: { readHourUsdPer100Units: '0.0028' } },
          },
        },
        rds: { postgres: { 'db.new.large': { singleAzUsdPerHour: 1e-7, multiAzUsdPerHour: null } } },
      },
      there: { rds: { postgres: { 'db.other': null } }, aurora: null },
    },
  });
  const table = read.ok ? read.value : null;
  const price = (name: Parameters<typeof findPrice>[2]) => table && findPrice(table, 'here', name);

  it('gives numbers and strings as the decimals that they are, with where they come from', () => {
    const name = priceNames.dynamodb('standard', 'storageUsdPerGbMonth');
    expect(price(name)).toEqual({
      ...{ name, usd: exactly('0.27075'), decimal: '0.27075' },
      ...{ confidence: 'B', source: 'a list', asOf: '2026-06-12' },
    });
    expect(price(priceNames.instance('db.new.large', false))?.usd).toEqual(exactly('0.0000001'));
  });

  it('lets a field override its group', () => {
    const found = price(priceNames.dynamodb('standard', 'pitrUsdPerGbMonth'));
    expect(found).toMatchObject({ decimal: '0.20', confidence: 'C', source: 'hearsay', asOf: '2026-06-12' });
  });

  it('takes nothing from around a group that speaks for itself', () => {
    const found = price(priceNames.reserved('standard', 1, 'readHourUsdPer100Units'));
    expect(found).toMatchObject({ decimal: '0.0028', confidence: null, source: null, asOf: null });
  });

  it.each([
    ['null', priceNames.dynamodb('standard', 'backupUsdPerGbMonth')],
    ['left out', priceNames.dynamodb('standard', 'restoreUsdPerGb')],
    ['in a group left out', priceNames.dynamodb('standard-ia', 'storageUsdPerGbMonth')],
    ['null in an instance class', priceNames.instance('db.new.large', true)],
    ['of an instance class that nobody knows', priceNames.instance('db.none', false)],
  ])('has no price that is %s', (_, name) => {
    expect(price(name)).toBeNull();
  });

  it('knows each region by its name and day, and every instance class, priced or not', () => {
    expect(table?.regions.get('here')).toMatchObject({ name: 'Here', published: 'in June', read: '2026-06-12' });
    expect(table?.regions.get('there')).toMatchObject({ name: 'there', read: '2026-07-01' });
    expect(table && instanceClasses(table)).toEqual(['db.new.large', 'db.other']);
  });
});
