import { describe, expect, it } from 'vitest';
import { pricedBill } from '../src/bill/bill.ts';
import type { BillFile } from '../src/bill/bill-file.ts';
import { priceTable } from '../src/bill/price-table.ts';
import { billTable, dollars } from './bill-table.ts';

function table(file: BillFile, today = '2026-11-22'): string {
  const prices = priceTable();
  const priced = pricedBill(file, prices);
  if (!priced.ok) throw new Error(JSON.stringify(priced.problems));
  return billTable({ file, priced: priced.value, prices, today });
}

describe('the bill as a table', () => {
  it('has a block for each table and index, and sums that its lines add up to', () => {
    const text = table({
      ...{ region: 'us-east-1', freeTier: true },
      dynamodb: [
        {
          ...{ table: 'Orders', class: 'standard', mode: 'on-demand', readUnits: 2250000, writeUnits: 600000 },
          ...{ storageGb: 12, pitr: true, indexes: [{ index: 'byDay', writeUnits: 600000, storageGb: 24.5 }] },
        },
        { table: 'Log', class: 'standard-ia', mode: 'provisioned', writeCapacity: 2000 },
      ],
      postgres: { engine: 'rds', class: 'db.t4g.small', multiAz: true, storageGb: 20 },
    });
    expect(text).toBe(`\
A month in us-east-1, US East (N. Virginia): US dollars, before tax
730 hours · 1 GB = 2^30 bytes · free tier taken once, for the account
Prices read 2026-09-06, 77 days ago · published: DynamoDB about 2026-08-31, RDS 2026-10-06

                                   quantity            price                      amount        sum
DynamoDB                                                                                  $1,188.91
  Orders (standard, on-demand)                                                                $6.31
    the table itself                                                                          $3.06
      read request units          2,250,000  RRU       $0.125 per million RRU      $0.28
      write request units           600,000  WRU       $0.625 per million WRU      $0.38
      storage                            12  GB-month  $0.25 per GB-month          $3.00
      free tier                         -12  GB-month  $0.25 per GB-month         -$3.00
      point-in-time recovery             12  GB-month  $0.20 per GB-month          $2.40
    index byDay                                                                               $3.25
      write request units           600,000  WRU       $0.625 per million WRU      $0.38
      storage                          24.5  GB-month  $0.25 per GB-month          $6.12
      free tier                         -13  GB-month  $0.25 per GB-month         -$3.25
  Log (standard-ia, provisioned)                                                          $1,182.60
    write capacity hours          1,460,000  WCU-hour  $0.00081 per WCU-hour   $1,182.60
PostgreSQL                                                                                   $52.05
  db.t4g.small (RDS, Multi-AZ)                                                               $52.05
    instance hours                      730  hour      $0.065 per hour            $47.45
    storage                              20  GB-month  $0.23 per GB-month          $4.60
`);
  });

  it('says what a reader must know of its prices', () => {
    const text = table({
      region: 'us-west-2',
      hoursPerMonth: 720,
      dynamodb: [
        {
          ...{ table: 'Orders', class: 'standard', mode: 'provisioned', backupGb: 1 },
          reserved: { termYears: 3, readCapacity: 100 },
        },
      ],
    });
    expect(text).toBe(`\
A month in us-west-2, US West (Oregon): US dollars, before tax
720 hours · 1 GB = 2^30 bytes · free tier not taken
Prices read 2026-08-09, 105 days ago · published: not stated

                                  quantity            price                          amount    sum
DynamoDB                                                                                     $2.25
  Orders (standard, provisioned)                                                             $2.25
    reserved upfront                   100  RCU       $36.00 per 100 RCU, 36 months   $1.00
    reserved hours                  72,000  RCU-hour  $0.0016 per 100 RCU-hour        $1.15
    backup                               1  GB-month  $0.10 per GB-month              $0.10

On these prices
  dynamodb.standard.backupUsdPerGbMonth is of confidence C: assumed equal to us-east-1
  dynamodb.standard.reserved.threeYear.readUpfrontUsdPer100Units is undated: awslabs/amazon-dynamodb-tools b3ef85a, archived/reco (undated)
  dynamodb.standard.reserved.threeYear.readHourUsdPer100Units is undated: awslabs/amazon-dynamodb-tools b3ef85a, archived/reco (undated)
`);
  });

  it('warns of prices that are too old', () => {
    const file = { region: 'eu-west-1', dynamodb: [] };
    expect(table(file, '2027-06-01')).toContain(
      '\n\nOn these prices\n  warning: the prices of eu-west-1 were read on 2026-10-04, 240 days ago: give newer ones with --prices\n',
    );
  });

  it('of nothing is 0, not empty', () => {
    expect(table({ region: 'eu-west-1', dynamodb: [] })).toMatch(/DynamoDB +\$0\.00\n$/);
  });

  it.each([
    [0, '$0.00'],
    [7, '$0.07'],
    [-300, '-$3.00'],
    [123456789, '$1,234,567.89'],
  ])('%i cents are %s', (cents, text) => {
    expect(dollars(cents)).toBe(text);
  });
});
