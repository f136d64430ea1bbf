import { describe, expect, it } from 'vitest';
import { isChecked } from './performer.ts';

describe('a sample of the answers', () => {
  it.each([1, 2, 4, 7, 8, 16, 33, 40])('is one in sixteen of each of %i jobs that take turns', (jobs) => {
    const turns = 1600;
    const checked = Array.from({ length: jobs }, () => 0);
    for (let n = 0; n < turns * jobs; n++) {
      if (isChecked('sample', n)) checked[n % jobs] = (checked[n % jobs] ?? 0) + 1;
    }
    for (const count of checked) expect(Math.abs(count - 100)).toBeLessThanOrEqual(15);
  });

  it('is all or nothing where that is asked for', () => {
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    expect(numbers.filter((n) => isChecked('all', n)).length).toBe(100);
    expect(numbers.filter((n) => isChecked('off', n)).length).toBe(0);
  });
});
