import { describe, expect, it } from 'vitest';
import { Statements } from './statements.ts';

describe('the statements of an executor', () => {
  it('are named by their text, once', () => {
    const statements = new Statements();
    const first = statements.of('select 1', undefined);
    expect(first.name).toBe('patternbench_1');
    expect(statements.of('select 2', undefined).name).toBe('patternbench_2');
    expect(statements.of('select 1', undefined)).toBe(first);
  });

  it('keep the name that the program gives them', () => {
    const statements = new Statements();
    expect(statements.of('select 1', 'one').name).toBe('one');
    expect(statements.of('select 1', undefined).name).toBe('one');
  });

  it('refuse one name for two texts', () => {
    const statements = new Statements();
    statements.of('select 1', 'one');
    expect(() => statements.of('select 2', 'one')).toThrow("the name 'one' is used for two different statements");
  });

  it('are not kept beyond a thousand texts', () => {
    const statements = new Statements();
    for (let n = 1; n <= 1_000; n++) expect(statements.of(`select ${n}`, undefined).name).not.toBe('');
    expect(statements.of('select 1001', undefined).name).toBe('');
    expect(statements.of('select 7', undefined).name).toBe('patternbench_7');
  });
});
