import { describe, expect, it } from 'vitest';
import { Findings } from '../workload/findings.ts';
import { readMigration } from './read-migration.ts';

function read(value: unknown) {
  const findings = new Findings();
  const phases = readMigration(value, 'migration', findings);
  return { phases, problems: findings.problems.map(({ place, found, expected }) => `${place}: ${found}; ${expected}`) };
}

const first = { phase: 'first', reads: { postgres: 100 }, writes: ['postgres'] };

describe('ext.patternbench.migration', () => {
  it('is a list of phases, with what is left out filled in', () => {
    expect(
      read([
        first,
        {
          phase: 'second',
          startTime: '1m30s',
          reads: { postgres: 90, dynamodb: 10 },
          shadow: 25,
          writes: ['postgres', 'dynamodb'],
          secondWrite: 'asynchronous',
        },
      ]),
    ).toEqual({
      phases: [
        { name: 'first', fromUs: 0, dynamodbReads: 0, shadowed: 0, writes: ['postgres'], secondWrite: 'awaited' },
        {
          name: 'second',
          fromUs: 90_000_000,
          dynamodbReads: 0.1,
          shadowed: 0.25,
          writes: ['postgres', 'dynamodb'],
          secondWrite: 'asynchronous',
        },
      ],
      problems: [],
    });
  });

  it('may be left out', () => {
    expect(read(undefined)).toEqual({ phases: null, problems: [] });
  });

  it.each([
    ['an empty list', [], ['migration: []; a list with at least one member']],
    [
      'shares that do not add up',
      [{ ...first, reads: { postgres: 90 } }],
      ['migration[0].reads: 90 and 0 %; percentages of postgres and dynamodb that add up to 100'],
    ],
    ['an unknown engine', [{ ...first, writes: ['mysql'] }], [writesRule('["mysql"]')]],
    ['an engine twice', [{ ...first, writes: ['postgres', 'postgres'] }], [writesRule('["postgres","postgres"]')]],
    ['no writes', [{ ...first, writes: [] }], [writesRule('[]')]],
    [
      'a first phase that begins later',
      [{ ...first, startTime: '1s' }],
      ['migration[0].startTime: 1s; 0s: the load begins in this phase'],
    ],
    [
      'phases out of order, of one name',
      [first, { ...first, startTime: '0s' }],
      [
        'migration: phase "first" twice; each phase once',
        'migration[1].startTime: 0s; more than the 0s of the phase before',
      ],
    ],
    [
      'a name that is taken',
      [{ ...first, phase: 'warm-up' }],
      ['migration[0].phase: "warm-up"; another name: what comes before the load has this one'],
    ],
    [
      'a misspelt member',
      [{ ...first, shadows: 10 }],
      ['migration[0].shadows: an unknown member; shadow (one of phase, startTime, reads, shadow, writes, secondWrite)'],
    ],
  ])('refuses %s', (_, value, problems) => {
    expect(read(value).problems).toEqual(problems);
  });
});

function writesRule(found: string): string {
  return `migration[0].writes: ${found}; one or both of 'postgres' and 'dynamodb' in a list, in the order of the writes`;
}
