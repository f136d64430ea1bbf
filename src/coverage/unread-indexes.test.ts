import { expect, it } from 'vitest';
import type { MeasuredOperation, MeasuredRequest, MeasuredStatement } from './measured-operation.ts';
import { unreadIndexes } from './unread-indexes.ts';

const request = (index: string | null): MeasuredRequest => ({ table: 'T', index }) as MeasuredRequest;
const statement = (index: string | null, indexWithoutScans: string | null = null): MeasuredStatement => ({
  statement: '',
  values: [],
  returned: 0,
  evaluated: 0,
  removed: 0,
  buffersHit: 0,
  buffersRead: 0,
  nodes: [{ node: 'Index Scan', table: 't', index, access: 'index', evaluated: 1, removed: 0, indexWithoutScans }],
});
const operations = [
  { target: 'dynamodb', requests: [request('ByName'), request(null)], statements: null },
  { target: 'postgres', requests: [], statements: [statement('t_name'), statement(null, 't_day')] },
] as unknown as MeasuredOperation[];

it('an index that no operation read, nor would read in a larger table', () => {
  const designed = [
    { target: 'dynamodb', table: 'T', index: 'ByName' },
    { target: 'dynamodb', table: 'T', index: 'ByDay' },
    { target: 'dynamodb', table: 'Other', index: 'ByName' },
    { target: 'postgres', table: 't', index: 't_name' },
    { target: 'postgres', table: 't', index: 't_day' },
    { target: 'postgres', table: 't', index: 't_size' },
  ] as const;
  expect(unreadIndexes(designed, operations).map(({ table, index }) => `${table} ${index}`)).toEqual([
    'T ByDay',
    'Other ByName',
    't t_size',
  ]);
});
