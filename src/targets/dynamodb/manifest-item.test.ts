import { describe, expect, it } from 'vitest';
import { manifestItemOf } from './manifest-item.ts';

describe('the item of a manifest', () => {
  it('is what was written', () => {
    const item = { workload: 'shop', manifest: '{}', tables: ['Shop'] };
    expect(manifestItemOf(item)).toEqual(item);
  });

  it.each([
    ['nothing', undefined],
    ['an item of somebody else', { workload: 'shop' }],
    ['tables that are no names', { workload: 'shop', manifest: '{}', tables: [1] }],
  ])('is not %s', (_, item) => {
    expect(manifestItemOf(item)).toBeNull();
  });
});
