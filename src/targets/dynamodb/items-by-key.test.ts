import { describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { itemsByKey } from './items-by-key.ts';
import type { Input } from './request.ts';

/** Holds the even numbers, and reads so many keys of a request. */
function evens(reads: number) {
  const sizes: number[] = [];
  const send = async (_: string, input: Input<'BatchGetItem'>) => {
    const keys = input.RequestItems?.T?.Keys ?? [];
    sizes.push(keys.length);
    const found = keys.slice(0, reads).filter(({ n }) => n % 2 === 0);
    const left = keys.slice(reads);
    return {
      state: 'answered',
      read: () => ({
        Responses: { T: found.map(({ n }) => ({ n, twice: 2 * n })).reverse() },
        UnprocessedKeys: left.length > 0 ? { T: { Keys: left } } : {},
      }),
    };
  };
  return { connection: { send } as unknown as Connection, sizes };
}

describe('items by their keys', () => {
  it('come in the order asked for, null where there is none, a hundred keys a request', async () => {
    const { connection, sizes } = evens(100);
    const keys = Array.from({ length: 250 }, (_, n) => ({ n }));
    const items = await itemsByKey(connection, 'T', keys);
    expect(items).toEqual(keys.map(({ n }) => (n % 2 === 0 ? { n, twice: 2 * n } : null)));
    expect(sizes).toEqual([100, 100, 50]);
  });

  it('are asked for again where they were left unprocessed, and once where a key comes twice', async () => {
    const { connection, sizes } = evens(2);
    expect(await itemsByKey(connection, 'T', [{ n: 2 }, { n: 4 }, { n: 2 }, { n: 6 }])).toEqual(
      [2, 4, 2, 6].map((n) => ({ n, twice: 2 * n })),
    );
    expect(sizes).toEqual([3, 1]);
  });

  it('are none where no key is asked for', async () => {
    expect(await itemsByKey(evens(1).connection, 'T', [])).toEqual([]);
  });
});
