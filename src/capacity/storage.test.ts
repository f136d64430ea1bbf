import { describe, expect, it } from 'vitest';
import { order, orderTable } from './samples.fixture.ts';
import { storedBy } from './storage.ts';

describe('an item is stored', () => {
  it('with 100 bytes more in its table', () => {
    expect(storedBy(order({ note: 'n' }), orderTable)).toEqual([{ table: 'T', index: null, bytes: 6 + 5 + 100 }]);
  });

  it('with an entry and 100 bytes more in each index that holds it, global or local', () => {
    const item = order({ G1: 'x', G2: 'y', G3: 'z', L1: 'l', note: 'n', other: 'o' });
    expect(storedBy(item, orderTable)).toEqual([
      { table: 'T', index: null, bytes: 29 + 100 },
      { table: 'T', index: 'all', bytes: 29 + 100 },
      { table: 'T', index: 'keys', bytes: 9 + 100 },
      { table: 'T', index: 'some', bytes: 14 + 100 },
      { table: 'T', index: 'local', bytes: 9 + 100 },
    ]);
  });

  it('with 48 bytes more beside those in a global table', () => {
    expect(storedBy(order(), orderTable, true)).toEqual([{ table: 'T', index: null, bytes: 6 + 100 + 48 }]);
  });
});
