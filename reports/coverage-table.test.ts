import { describe, expect, it } from 'vitest';
import { exampleCoverage } from '../src/runs/example-coverage.fixture.ts';
import { coverageTable, gapLines } from './coverage-table.ts';

describe('the coverage table', () => {
  it('has a line for each pattern and engine, and the gaps below', () => {
    const withoutPath = [{ target: 'dynamodb', pattern: '01', why: 'Scan Shop-Main reads from end to end' }];
    const table = coverageTable({ patterns: exampleCoverage, withoutPath, unreadIndexes: [] }, { width: 110 });
    expect(table.split('\n')).toEqual([
      'Coverage: means of one operation with drawn parameters; RU and WU are read and write units',
      'pattern                     path   sent  evaluated  returned    bytes       RU  WU  steps',
      '01 book by shelf mark  DDB  scan   14.4     14,211         1  5.1 KiB  1,843.5      Scan Shop-Main',
      '                       PG   index     1          1         1    310 B               books_shelf_mark_idx',
      '',
      '01 has no access path of its own on DynamoDB: Scan Shop-Main reads from end to end.',
    ]);
  });

  it('says so where there is no gap', () => {
    expect(gapLines({ withoutPath: [], unreadIndexes: [] })).toEqual([
      'Every pattern has an access path of its own, and every index is read.',
    ]);
  });

  it('gathers the indexes that nobody reads by table', () => {
    const unread = ['a', 'b'].map((index) => ({ target: 'postgres', table: 'users', index }));
    expect(gapLines({ withoutPath: [], unreadIndexes: unread })).toEqual(['No pattern reads PostgreSQL users: a, b.']);
  });
});
