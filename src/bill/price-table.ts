import type { PriceTable } from './price.ts';
import { apNortheast1 } from './prices/ap-northeast-1.ts';
import { apNortheast2 } from './prices/ap-northeast-2.ts';
import { euWest1 } from './prices/eu-west-1.ts';
import { usEast1 } from './prices/us-east-1.ts';
import { usWest2 } from './prices/us-west-2.ts';
import { readPrices } from './read-prices.ts';

/**
 * The price table of this release, in the form of a price file: US dollars, before tax, no discount, no support plan.
 * Refresh from https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonDynamoDB/current/<region>/index.json
 */
export const priceFile = {
  schema: 1,
  currency: 'USD',
  published: {
    'us-east-1': 'DynamoDB about 2026-08-31, RDS 2026-10-06',
    'us-west-2': 'not stated',
    'eu-west-1': '2026-09-11',
    'ap-northeast-1': 'not stated',
    'ap-northeast-2': 'not stated',
  },
  read: {
    'us-east-1': '2026-09-06',
    'us-west-2': '2026-08-09',
    'eu-west-1': '2026-10-04',
    'ap-northeast-1': '2026-09-23',
    'ap-northeast-2': '2026-06-12',
  },
  freeTier: {
    standardStorageGbMonth: 25,
    standardReadCapacityUnitHours: 18600,
    standardWriteCapacityUnitHours: 18600,
    streamsReads: 2500000,
    confidence: 'B',
    source: 'zero bands of the us-east-1 price list; whether once per Region or per payer account was not established',
  },
  regions: {
    'us-east-1': usEast1,
    'us-west-2': usWest2,
    'eu-west-1': euWest1,
    'ap-northeast-1': apNortheast1,
    'ap-northeast-2': apNortheast2,
  },
} as const;

let read: PriceTable | undefined;

/** The price table of this release. */
export function priceTable(): PriceTable {
  read ??= checkedTable();
  return read;
}

function checkedTable(): PriceTable {
  const table = readPrices(priceFile);
  if (table.ok) return table.value;
  throw new Error(`the price table of this release is not valid: ${JSON.stringify(table.problems)}`);
}
