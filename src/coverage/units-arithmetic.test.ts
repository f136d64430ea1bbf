import { describe, expect, it } from 'vitest';
import { dynamodb } from '../../test/shop/layouts.ts';
import { tableDefinitions } from '../targets/dynamodb/item-image.ts';
import type { Workload } from '../workload/workload.ts';
import type { MeasuredRequest } from './measured-operation.ts';
import { unitsArithmetic } from './units-arithmetic.ts';

const tables = tableDefinitions({ dynamodb } as unknown as Workload);
// PK 2 + 10, SK 2 + 7, Body 4 + n
const item = (body: number) => ({ PK: 'CUSTOMER#1', SK: 'PROFILE', Body: 'x'.repeat(body) });
const request = (over: Partial<MeasuredRequest>): MeasuredRequest => ({
  operation: 'Query',
  table: 'Shop',
  index: null,
  access: 'key',
  consistency: 'eventual',
  keyCondition: null,
  filter: null,
  limit: null,
  countsOnly: false,
  key: null,
  evaluated: 2,
  returned: 2,
  bytes: 0,
  consumed: [{ table: 'Shop', index: null, read: 1.5, write: 0 }],
  items: [item(4075), item(4076)],
  input: {},
  refused: null,
  ...over,
});

describe('the arithmetic of a request', () => {
  it.each<[string, Partial<MeasuredRequest>, object]>([
    ['rounds the bytes of a page once', {}, { items: 2, bytes: 8201, blockBytes: 4096, units: 1.5, reported: 1.5 }],
    ['doubles a strong read', { consistency: 'strong' }, { bytes: 8201, unitsPerBlock: 1, units: 3 }],
    [
      'rounds an item that is missing to a block',
      { operation: 'GetItem', evaluated: 0, returned: 0, items: [] },
      { items: 0, bytes: 0, units: 0.5 },
    ],
    [
      'knows no bytes where a filter removed items',
      { evaluated: 3 },
      { items: null, bytes: null, units: null, reported: 1.5 },
    ],
    ['knows none of a projection', { input: { ProjectionExpression: 'PK' } }, { items: null, units: null }],
    ['knows none where only the count came back', { countsOnly: true }, { items: null, units: null }],
  ])('%s', (_, over, expected) => {
    expect(unitsArithmetic(request(over), tables)).toMatchObject([
      { table: 'Shop', index: null, direction: 'read', ...expected },
    ]);
  });

  const put = (body: number, more: object = {}) =>
    request({
      operation: 'PutItem',
      access: 'write',
      consistency: null,
      items: [],
      input: { Item: { ...item(body), ...more } },
      consumed: [{ table: 'Shop', index: null, read: 0, write: 2 }],
    });

  it('of a write rounds to 1,024', () => {
    expect(unitsArithmetic(put(1000), tables)).toEqual([
      {
        table: 'Shop',
        index: null,
        direction: 'write',
        items: 1,
        bytes: 1025,
        blockBytes: 1024,
        unitsPerBlock: 1,
        units: 2,
        reported: 2,
      },
    ]);
  });

  it('tells an index that the engine does not report', () => {
    const lines = unitsArithmetic(put(900, { StatusPK: 'a', StatusSK: 'b' }), tables);
    expect(lines.map(({ index, units, reported }) => [index, units, reported])).toEqual([
      [null, 1, 2],
      ['ByStatus', 1, null],
    ]);
  });
});
