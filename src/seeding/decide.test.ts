import { describe, expect, it } from 'vitest';
import type { Found } from '../targets/target.ts';
import { decide } from './decide.ts';
import { type Manifest, manifestText } from './manifest.ts';

const wanted: Manifest = {
  format: 'patternbench/dataset@1',
  workload: 'shop',
  randomSeed: 1,
  dau: 1_000,
  days: 3,
  asOfMs: 0,
  hash: `9f3c21aa0001${'0'.repeat(52)}`,
  layout: 'as it is',
  status: 'loading',
  counts: { order: 10 },
  loaded: { order: 0 },
  written: 0,
  runs: [],
};
const ours = (manifest: Partial<Manifest>, missing: readonly string[] = []): Found => ({
  state: 'ours',
  manifest: manifestText({ ...wanted, ...manifest }),
  missing,
});
const complete = { status: 'complete', loaded: { order: 10 } } as const;
const other = { ...complete, hash: `77${'0'.repeat(62)}`, dau: 10 } as const;

describe('what is done where', () => {
  it.each<[string, Found, string]>([
    ['nothing is', { state: 'empty' }, 'create'],
    ['the wanted dataset is', ours(complete), 'nothing'],
    ['it is and runs wrote to it', ours({ ...complete, runs: ['a'], written: 5 }), 'nothing'],
    ['half of it is', ours({ loaded: { order: 4 } }), 'resume'],
    ['its tables are half created', ours({}, ['Shop']), 'replace'],
    ['another dataset is', ours(other), 'refuse'],
    ['it is, laid down otherwise', ours({ ...complete, layout: 'as it was' }), 'refuse'],
    ['a table of it is gone', ours(complete, ['Shop']), 'refuse'],
    ['another version wrote', { state: 'ours', manifest: '{}', missing: [] }, 'refuse'],
    ["somebody else's tables are", { state: 'foreign', what: ['table Shop'] }, 'refuse'],
  ])('%s', (_, found, step) => {
    expect(decide('dynamodb', found, wanted, false).do).toBe(step);
  });

  it.each<[string, Found, string]>([
    ['nothing is', { state: 'empty' }, 'create'],
    ['the wanted dataset is', ours(complete), 'replace'],
    ['another dataset is', ours(other), 'replace'],
    ['another version wrote', { state: 'ours', manifest: '{}', missing: [] }, 'replace'],
    ["somebody else's tables are", { state: 'foreign', what: ['table Shop'] }, 'refuse'],
  ])('%s, with --reset', (_, found, step) => {
    expect(decide('dynamodb', found, wanted, true).do).toBe(step);
  });

  it('is refused with what is there, what was wanted, and how to go on', () => {
    expect(decide('postgres', ours(other), wanted, false)).toEqual({
      do: 'refuse',
      problem: {
        place: 'postgres',
        found: 'dataset 770000000000 (10 DAU, 3 days, random seed 1)',
        expected:
          'dataset 9f3c21aa0001 (1,000 DAU, 3 days, random seed 1); patternbench seed --reset drops it and loads anew',
      },
    });
  });
});
