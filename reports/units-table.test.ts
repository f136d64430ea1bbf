import { expect, it } from 'vitest';
import { exactly } from '../src/bill/exact.ts';
import { textWidth } from './text/text-width.ts';
import { type PricedOperation, unitsTable } from './units-table.ts';

const source = { region: 'us-east-1', published: '2026-08-31', read: '2026-09-06', notes: [] };
const row = (index: string | null, read: number, write: number, table = 'Orders') => ({ table, index, read, write });
const operation = (more: Partial<PricedOperation>): PricedOperation => ({
  id: 'a',
  operation: 'GetItem',
  itemBytes: [],
  consumed: [row(null, 0.5, 0)],
  usdPerMillion: exactly('0.0625'),
  ...more,
});

it('shows an operation a line, and a line for each further payer', () => {
  const table = unitsTable(
    [
      operation({ id: 'miss' }),
      operation({ id: 'batch', operation: 'BatchGetItem', itemBytes: [12, 4120], usdPerMillion: exactly('0.1875') }),
      operation({ id: 'list', operation: 'Query', itemBytes: [400, 400, 500], consumed: [row('ByStatus', 0.5, 0)] }),
      operation({
        id: 'close',
        operation: 'UpdateItem',
        itemBytes: [102_400, 102_500],
        consumed: [row(null, 0, 101), row('ByStatus', 0, 2), row('ByPlan', 0, 1)],
        usdPerMillion: exactly('1065.12345'),
      }),
      operation({ id: 'expire', operation: 'TimeToLive', itemBytes: [29], consumed: [], usdPerMillion: exactly(0) }),
    ],
    source,
  );
  expect(table).toBe(
    [
      '                                         units of one                    a million',
      'id      operation            item bytes  table / index      read  write         US$',
      'miss    GetItem                       -  Orders              0.5      -      0.0625',
      'batch   BatchGetItem         12 · 4,120  Orders              0.5      -      0.1875',
      'list    Query                1,300 in 3  Orders / ByStatus   0.5      -      0.0625',
      'close   UpdateItem    102,400 → 102,500  Orders              -      101  1,065.1235',
      '                                         Orders / ByStatus   -        2',
      '                                         Orders / ByPlan     -        1',
      'expire  TimeToLive                   29  nothing             -        -      0.0000',
      '',
      'On demand in us-east-1, in US dollars before tax. Prices read 2026-09-06.',
      'Published: 2026-08-31.',
      'A missing item has no size. Sizes of numbers are approximate: AWS gives no exact rule for them.',
      '',
    ].join('\n'),
  );
});

it('fits into 100 columns with names of an ordinary length, and keeps control characters out', () => {
  const table = unitsTable(
    [
      operation({
        id: '주문을 상태별로 열거하는 아주 긴 이름의 작업',
        operation: 'TransactWriteItems',
        itemBytes: Array.from({ length: 100 }, () => 40_000),
        consumed: [row(null, 0, 1000, 'AlgoItny-Main'), row('GSI1', 0, 1000, 'AlgoItny-Main')],
        usdPerMillion: exactly(1250),
      }),
      operation({ id: 'red\u001b[31m' }),
    ],
    source,
  );
  expect(Math.max(...table.split('\n').map(textWidth))).toBeLessThanOrEqual(100);
  expect(table).toContain('주문을 상태별…');
  expect(table).not.toContain('\u001b');
});

it('never cuts the name of what pays', () => {
  const long = row('an-index-of-a-very-long-name-indeed', 0, 1, 'a-table-of-a-very-long-name-as-well-as-it-happens');
  const table = unitsTable([operation({ consumed: [long] })], source);
  expect(table).toContain('a-table-of-a-very-long-name-as-well-as-it-happens / an-index-of-a-very-long-name-indeed');
});
