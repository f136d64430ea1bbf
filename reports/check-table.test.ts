import { describe, expect, it } from 'vitest';
import type { CheckedPattern } from '../src/runs/check-record.ts';
import { checkTable } from './check-table.ts';

const equal: CheckedPattern = {
  pattern: '02',
  name: 'by key',
  class: 'high',
  parameters: 28,
  verdict: 'equal',
  difference: null,
  why: null,
  dataset: [
    { target: 'dynamodb', verdict: 'equal', difference: null },
    { target: 'postgres', verdict: 'equal', difference: null },
  ],
};

describe('the table of a check', () => {
  it('has a line for each pattern and their sum', () => {
    expect(checkTable([equal], { width: 100, ledger: null }).split('\n')).toEqual([
      'pattern    asked  each other  dynamodb and dataset  postgres and dataset',
      '02 by key  28     equal       equal                 equal',
      '',
      '1 of 1 patterns equal on both targets, 0 differ; 1 of 1 answer as the dataset says',
    ]);
  });

  it('says which parameters a target was not asked, for want of time', () => {
    const slow = { ...equal, pattern: '01', parameters: 3, left: [{ target: 'dynamodb', parameters: 26 }] };
    const lines = checkTable([slow, equal], { width: 120, ledger: null }).split('\n');
    expect(lines.at(-1)).toBe('parameters that there was no time for (--time-per-pattern): 26 of 01 on dynamodb');
  });

  it('tells a difference in words, below', () => {
    const differs = { ...equal, verdict: 'differs', difference: 'drawn 1: [0].id: 1 and 2' } as const;
    const lines = checkTable([differs], { width: 100, ledger: null }).split('\n');
    expect(lines.slice(3, 5)).toEqual(['02 by key', '   differs: drawn 1: [0].id: 1 and 2']);
    expect(lines.at(-1)).toBe('0 of 1 patterns equal on both targets, 1 differ; 1 of 1 answer as the dataset says');
  });
});
