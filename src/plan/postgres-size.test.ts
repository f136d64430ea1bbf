import { describe, expect, it } from 'vitest';
import { SeededWorld } from '../dataset/world.ts';
import { notebook } from './notebook.fixture.ts';
import { postgresIndexes } from './postgres-indexes.ts';
import { allBytes, rowSizes } from './postgres-size.ts';

describe('indexes of a layout', () => {
  it.each([
    [
      'create index on orders (customer_id, created_at desc);',
      [['index on orders', 'orders', ['customer_id', 'created_at']]],
    ],
    ['CREATE UNIQUE INDEX users_email ON public."users" USING btree (email);', [['users_email', 'users', ['email']]]],
    [
      'create index concurrently if not exists live on jobs (status) where done is null; create index b on c (d);',
      [
        ['live', 'jobs', ['status']],
        ['b', 'c', ['d']],
      ],
    ],
    ['create index low on users (lower(email));', [['low', 'users', ['lower', 'email']]]],
    ['-- create index no on t (a);\ncreate index yes on t (a, b) include (c);', [['yes', 't', ['a', 'b']]]],
    [
      'create table t (id bigint primary key, email text not null unique, a int, b int, unique (a, b));',
      [
        ['unique a, b', 't', ['a', 'b']],
        ['unique email', 't', ['email']],
      ],
    ],
  ])('%s', (sql, expected) => {
    const found = postgresIndexes({ tables: '', indexes: sql });
    expect(found.map(({ name, table, columns }) => [name, table, columns])).toEqual(expected);
  });
});

describe('sizes of rows', () => {
  const workload = notebook();
  const [notes, logs] = rowSizes(workload, new SeededWorld(1, { dau: 10, days: 10 }, workload.asOfMs));
  const page = 8192 / (8192 - 24);

  it('have a head, 8 bytes a number, text with its length, rounded up to 8', () => {
    // 24 + 8 + 8 + (900 + 4) = 944, and a pointer of 4.
    expect(notes?.heapBytes).toBeCloseTo(948 * page, 9);
    // 24 + 8 and the pointer.
    expect(logs?.heapBytes).toBeCloseTo(36 * page, 9);
  });

  it('have an entry in each index: 8 and the columns, and a pointer, in leaves that are 90 % full', () => {
    expect(notes?.indexes.map(({ name }) => name)).toEqual(['primary key', 'notes_user']);
    expect(notes?.indexes[0]?.bytes).toBeCloseTo(((8 + 8 + 4) * page) / 0.9, 9);
    expect(notes?.indexes[1]?.bytes).toBeCloseTo(((8 + 16 + 4) * page) / 0.9, 9);
  });

  it('add up', () => {
    expect(notes === undefined ? 0 : allBytes(notes)).toBeCloseTo(948 * page + (48 * page) / 0.9, 9);
  });
});
