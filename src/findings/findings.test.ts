import { describe, expect, it } from 'vitest';
import { rules } from './rules/index.ts';

describe('the rules', () => {
  it('have an id and a title each of their own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
  });
});
