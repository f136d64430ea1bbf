import { describe, expect, it } from 'vitest';
import type { Item } from '../capacity/attribute-value.ts';
import type { Operation } from '../capacity/operation.ts';
import { orders, tableOf } from '../capacity/samples.fixture.ts';
import type { Consumed } from '../measure/measurement.ts';
import { PatternLedger } from './unit-ledger.ts';

const table = tableOf({ ...orders, TableName: 'orders' });
const item = (text: string): Item => ({ PK: { S: 'p' }, SK: { S: '1' }, text: { S: text } });
const read = (text: string): Operation => ({ operation: 'GetItem', table, consistency: 'strong', item: item(text) });
const nothingFound: Operation = {
  operation: 'Query',
  table,
  index: null,
  consistency: 'eventual',
  fetch: false,
  pages: [[]],
};
const put = (G1: string): Operation => ({
  operation: 'PutItem',
  table,
  before: null,
  after: { ...item('x'), G1: { S: G1 } },
  conditionFailed: false,
});
const units = (read: number, write = 0, index: string | null = null): Consumed => ({
  table: 'orders',
  index,
  read,
  write,
});

function ledger(engine: string, requests: readonly (readonly [Operation, readonly Consumed[]])[]) {
  const made = new PatternLedger(engine);
  made.add(
    requests.map(([operation, reported]) => ({ operations: [operation], reported })),
    0,
  );
  return { ...made.of('01'), known: made.faults.map(({ id }) => id) };
}

describe('a pattern’s ledger', () => {
  it('adds up what was reported and what the rules give, where they agree', () => {
    const found = ledger('dynamodb-local', [
      [read('x'), [units(1)]],
      [read('x'.repeat(5000)), [units(2)]],
    ]);
    expect(found).toEqual({
      pattern: '01',
      operations: 1,
      requests: 2,
      notCompared: 0,
      known: [],
      rows: [
        {
          table: 'orders',
          index: null,
          reported: { read: 3, write: 0 },
          modelled: { read: 3, write: 0 },
          faults: [],
          unexplained: 0,
        },
      ],
    });
  });

  it('is not deceived by two differences that cancel each other out', () => {
    const { rows } = ledger('dynamodb-local', [
      [read('x'), [units(2)]],
      [read('x'.repeat(5000)), [units(1)]],
    ]);
    expect(rows).toMatchObject([
      {
        reported: { read: 3, write: 0 },
        modelled: { read: 3, write: 0 },
        unexplained: 2,
        first: 'GetItem: reported 2 read, by the rules 1 read',
      },
    ]);
  });

  it('names the known fault of the engine that gives exactly the report', () => {
    const { rows, known } = ledger('dynamodb-local', [[nothingFound, []]]);
    expect(known).toEqual(['empty-page']);
    expect(rows).toMatchObject([
      { reported: { read: 0, write: 0 }, modelled: { read: 0.5, write: 0 }, faults: ['empty-page'], unexplained: 0 },
    ]);
  });

  it('explains nothing by a fault that would have given another figure, nor by that of another engine', () => {
    expect(ledger('dynamodb-local', [[nothingFound, [units(1)]]]).rows).toMatchObject([{ faults: [], unexplained: 1 }]);
    expect(ledger('aws', [[nothingFound, []]]).rows).toMatchObject([{ faults: [], unexplained: 1 }]);
  });

  it('shows indexes that dynalite does not report, and only them', () => {
    const { rows } = ledger('dynalite', [[put('g'), [units(0, 1)]]]);
    expect(rows.map(({ index, faults, unexplained }) => [index, faults, unexplained])).toEqual([
      [null, [], 0],
      ['all', ['index-writes'], 0],
    ]);
  });

  it('tells text that dynalite counts in UTF-16 units', () => {
    const { rows, known } = ledger('dynalite', [[read('책'.repeat(1400)), [units(1)]]]);
    expect(known).toEqual(['text-sizes']);
    expect(rows).toMatchObject([{ reported: { read: 1 }, modelled: { read: 2 }, faults: ['text-sizes'] }]);
  });

  it('shows a table that was charged and that the rules do not charge', () => {
    const { rows } = ledger('dynamodb-local', [[read('x'), [units(1), units(0, 7, 'all')]]]);
    expect(rows[1]).toMatchObject({ index: 'all', modelled: { read: 0, write: 0 }, unexplained: 1 });
  });
});
