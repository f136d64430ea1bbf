import { describe, expect, it } from 'vitest';
import { sentence } from '../workload/problem.ts';
import { priceTable } from './price-table.ts';
import { readBillFile } from './read-bill-file.ts';

const onDemand = { table: 'A', class: 'standard', mode: 'on-demand' };
const provisioned = { table: 'A', class: 'standard', mode: 'provisioned' };
const infrequent = { table: 'A', class: 'standard-ia', mode: 'provisioned' };

const tables = (...all: object[]) => ({ region: 'us-east-1', dynamodb: all });

const largest = 'expected a number from 0 to 9007199254740991';
const block = 'expected a multiple of 100: reserved capacity is sold in blocks of 100 units';

describe('a bad table is told with its place', () => {
  it.each<[string, unknown, string]>([
    ['no name', tables({ class: 'standard', mode: 'on-demand' }), 'dynamodb[0].table: found nothing, expected a name'],
    ['an empty name', tables({ ...onDemand, table: ' ' }), 'dynamodb[0].table: found " ", expected a name'],
    ['a table twice', tables(onDemand, provisioned), 'dynamodb[1].table: found "A", expected each table once'],
    [
      'no class',
      tables({ table: 'A', mode: 'on-demand' }),
      'dynamodb[0].class: found nothing, expected one of standard, standard-ia',
    ],
    [
      'an unknown class',
      tables({ ...onDemand, class: 'glacier' }),
      'dynamodb[0].class: found "glacier", expected one of standard, standard-ia',
    ],
    [
      'no mode',
      tables({ table: 'A', class: 'standard' }),
      'dynamodb[0].mode: found nothing, expected one of on-demand, provisioned',
    ],
    [
      'an unknown mode',
      tables({ ...onDemand, mode: 'PAY_PER_REQUEST' }),
      'dynamodb[0].mode: found "PAY_PER_REQUEST", expected one of on-demand, provisioned',
    ],
    [
      'a misspelt quantity',
      tables({ ...onDemand, storageGB: 1 }),
      'dynamodb[0].storageGB: found an unknown field, expected storageGb (one of table, class, mode, storageGb, pitr, backupGb, restoreGb, streamReads, indexes, readUnits, writeUnits, replicatedWriteUnits, readCapacity, writeCapacity, phases, reserved)',
    ],
    ['a negative quantity', tables({ ...onDemand, readUnits: -1 }), `dynamodb[0].readUnits: found -1, ${largest}`],
    ['not a number', tables({ ...onDemand, writeUnits: Number.NaN }), `dynamodb[0].writeUnits: found NaN, ${largest}`],
    [
      'an endless quantity',
      tables({ ...onDemand, storageGb: Number.POSITIVE_INFINITY }),
      `dynamodb[0].storageGb: found Infinity, ${largest}`,
    ],
    [
      'a quantity above 2^53',
      tables({ ...onDemand, streamReads: 1e16 }),
      `dynamodb[0].streamReads: found 10000000000000000, ${largest}`,
    ],
    ['a quantity as text', tables({ ...onDemand, backupGb: '3' }), `dynamodb[0].backupGb: found "3", ${largest}`],
    [
      'a quantity that is null',
      tables({ ...onDemand, restoreGb: null }),
      `dynamodb[0].restoreGb: found null, ${largest}`,
    ],
    ['recovery as a number', tables({ ...onDemand, pitr: 1 }), 'dynamodb[0].pitr: found 1, expected true or false'],
    [
      'capacity on demand',
      tables({ ...onDemand, readCapacity: 5 }),
      'dynamodb[0].readCapacity: found 5, expected readUnits in its place: the table is on-demand',
    ],
    [
      'phases on demand',
      tables({ ...onDemand, phases: [] }),
      'dynamodb[0].phases: found [], expected nothing: the table is on-demand',
    ],
    [
      'a reservation on demand',
      tables({ ...onDemand, reserved: {} }),
      'dynamodb[0].reserved: found {}, expected nothing: the table is on-demand',
    ],
    [
      'request units when provisioned',
      tables({ ...provisioned, writeUnits: 5 }),
      'dynamodb[0].writeUnits: found 5, expected writeCapacity in its place: the table is provisioned',
    ],
    [
      'replicated units when provisioned',
      tables({ ...provisioned, replicatedWriteUnits: 1 }),
      'dynamodb[0].replicatedWriteUnits: found 1, expected nothing: a replicated write of a provisioned table is part of writeCapacity',
    ],
    [
      'no phases',
      tables({ ...provisioned, phases: [] }),
      'dynamodb[0].phases: found [], expected one phase at least, or no phases at all',
    ],
    [
      'a phase without hours',
      tables({ ...provisioned, phases: [{ readCapacity: 1 }] }),
      'dynamodb[0].phases[0].hours: found nothing, expected the hours that this phase lasts',
    ],
    [
      'a phase of more than a month',
      tables({ ...provisioned, phases: [{ hours: 745 }] }),
      'dynamodb[0].phases[0].hours: found 745, expected a number from 0 to 744',
    ],
    [
      'phases of more than a month',
      tables({ ...provisioned, phases: [{ hours: 400 }, { hours: 344.5 }] }),
      'dynamodb[0].phases: found 744.5 hours in all phases together, expected at most 744, the hours of 31 days',
    ],
    [
      'an unknown field in a phase',
      tables({ ...provisioned, phases: [{ hours: 1, units: 2 }] }),
      'dynamodb[0].phases[0].units: found an unknown field, expected one of hours, readCapacity, writeCapacity',
    ],
    [
      'a negative phase',
      tables({ ...provisioned, phases: [{ hours: -1 }] }),
      'dynamodb[0].phases[0].hours: found -1, expected a number from 0 to 744',
    ],
    [
      'a term that is not sold',
      tables({ ...provisioned, reserved: { termYears: 2 } }),
      'dynamodb[0].reserved.termYears: found 2, expected one of 1, 3',
    ],
    [
      'no term',
      tables({ ...provisioned, reserved: { readCapacity: 100 } }),
      'dynamodb[0].reserved.termYears: found nothing, expected one of 1, 3',
    ],
    [
      'half a block',
      tables({ ...provisioned, reserved: { termYears: 1, readCapacity: 150 } }),
      `dynamodb[0].reserved.readCapacity: found 150, ${block}`,
    ],
    [
      'a reservation of standard-ia',
      tables({ ...infrequent, reserved: { termYears: 1, writeCapacity: 100 } }),
      'dynamodb[0].reserved: found {"termYears":1,"writeCapacity":100}, expected nothing: there is no reserved capacity for standard-ia',
    ],
    [
      'an index without a name',
      tables({ ...onDemand, indexes: [{ writeUnits: 1 }] }),
      'dynamodb[0].indexes[0].index: found nothing, expected a name',
    ],
    [
      'an index twice',
      tables({ ...onDemand, indexes: [{ index: 'I' }, { index: 'I' }] }),
      'dynamodb[0].indexes[1].index: found "I", expected each index once',
    ],
    [
      'recovery of an index',
      tables({ ...onDemand, indexes: [{ index: 'I', pitr: true }] }),
      'dynamodb[0].indexes[0].pitr: found an unknown field, expected one of index, storageGb, readUnits, writeUnits, readCapacity, writeCapacity, phases, reserved',
    ],
    [
      'a provisioned index of a table on demand',
      tables({ ...onDemand, indexes: [{ index: 'I', writeCapacity: 1 }] }),
      'dynamodb[0].indexes[0].writeCapacity: found 1, expected writeUnits in its place: the table is on-demand',
    ],
    [
      'units of an index of a provisioned table',
      tables({ ...provisioned, indexes: [{ index: 'I', readUnits: 1 }] }),
      'dynamodb[0].indexes[0].readUnits: found 1, expected readCapacity in its place: the table is provisioned',
    ],
    [
      'a reserved index of standard-ia',
      tables({ ...infrequent, indexes: [{ index: 'I', reserved: { termYears: 3, readCapacity: 100 } }] }),
      'dynamodb[0].indexes[0].reserved: found {"termYears":3,"readCapacity":100}, expected nothing: there is no reserved capacity for standard-ia',
    ],
  ])('%s', (_, bad, expected) => {
    const read = readBillFile(bad, priceTable());
    expect(read.ok ? [] : read.problems.map(sentence)).toEqual([expected]);
  });
});
