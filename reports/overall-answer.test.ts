import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import type { RunRecord } from '../src/runs/run-record.ts';
import { overallAnswer } from './overall-answer.ts';
import { runView } from './run-view.ts';
import { cleanRun, oneTargetRun, withPattern } from './runs.fixture.ts';

const answer = (run: RunRecord) => overallAnswer(runView(run));
const only = (run: RunRecord, verdict: 'met' | 'missed' | 'unproven'): RunRecord => ({
  ...run,
  verdicts: run.verdicts.slice(0, 1).map((each) => ({ ...each, verdict })),
});

describe('overallAnswer', () => {
  it.each<[string, RunRecord, string, string]>([
    [
      'a clean run',
      cleanRun(),
      'holds',
      'Holds: all 5 patterns meet their objectives on PostgreSQL 18.4 and DynamoDB Local 3.3.1, the answers are equal, 1 claim holds.',
    ],
    [
      'one pattern',
      only(oneTargetRun('postgres', 1), 'met'),
      'holds',
      'Holds: the one pattern meets its objectives on PostgreSQL 18.4.',
    ],
    [
      'all kinds of trouble',
      exampleRun(),
      'does not hold',
      'Does not hold: 3 of 33 patterns miss an objective on DynamoDB Local 3.3.1; 1 of 33 patterns answers differently; 1 of 3 claims does not hold; 3 patterns on PostgreSQL 18.4 and 1 on DynamoDB Local 3.3.1 could not be decided.',
    ],
    [
      'one miss',
      only(oneTargetRun('postgres', 1), 'missed'),
      'does not hold',
      'Does not hold: 1 of 1 pattern misses an objective on PostgreSQL 18.4.',
    ],
    [
      'one that could not be decided',
      only(oneTargetRun('postgres', 1), 'unproven'),
      'unproven',
      'Unproven: nothing was missed, but 1 pattern on PostgreSQL 18.4 could not be decided.',
    ],
    [
      'no objective',
      { ...oneTargetRun('postgres', 1), verdicts: [] },
      'unproven',
      'Unproven: nothing was judged, no objective is set.',
    ],
    [
      'an interrupted run',
      { ...oneTargetRun('postgres', 1), status: 'interrupted', seconds: 12 },
      'unproven',
      'Unproven: the run was interrupted after 12 s.',
    ],
    [
      'a limit of the whole run',
      {
        ...cleanRun(),
        verdicts: [
          { target: null, pattern: null, objective: 'failed == 0', value: 2, verdict: 'missed', why: '2 failed' },
        ],
      },
      'does not hold',
      'Does not hold: 1 objective of the whole run missed.',
    ],
  ])('of %s', (_, run, said, sentence) => {
    expect(answer(run).answer).toBe(said);
    expect(answer(run).sentence).toBe(sentence);
  });

  it('gives the worst reason first: what has no figure, then by how many times the limit, then limits of other kinds', () => {
    expect(
      answer(exampleRun())
        .reasons.filter(({ kind }) => kind === 'missed')
        .map(({ pattern, objective }) => `${pattern} ${objective}`),
    ).toEqual(['05 response p(99) < 100ms', '01 response p(99) < 10ms', '05 dropped == 0', '09 failed == 0']);
  });

  it('counts each pattern of a target once, by its worst verdict', () => {
    const tallies = answer(exampleRun()).targets.map(({ target, met, missed, unproven, unjudged }) => [
      target.name,
      met,
      missed,
      unproven,
      unjudged,
    ]);
    expect(tallies).toEqual([
      ['postgres', 30, 0, 3, 0],
      ['dynamodb', 29, 3, 1, 0],
    ]);
  });

  it('takes a difference from the dataset for a difference, also where the engines agree with each other', () => {
    const run = cleanRun();
    const [first, ...others] = run.check?.patterns ?? [];
    if (first === undefined) throw new Error('the clean run has a check');
    const dataset = [{ target: 'postgres', verdict: 'differs' as const, difference: 'row 1 is missing' }];
    const { answers, reasons } = answer({ ...run, check: { patterns: [{ ...first, dataset }, ...others] } });
    expect(answers?.different).toEqual(['02']);
    expect(reasons.map(({ why }) => why)).toEqual(['PostgreSQL differs from the dataset: row 1 is missing']);
  });

  it('says what it must be read with', () => {
    const run = withPattern(cleanRun(), 'postgres', '02', {});
    const targets = run.targets.map((target) => ({
      ...target,
      generator: { ...target.generator, saturated: true, why: 'lag p99 60 ms; use fewer arrivals' },
    }));
    expect(answer({ ...run, targets, dataset: { ...run.dataset, pristine: false } }).caveats).toEqual([
      'DynamoDB Local 3.3.1 is an emulator: the latency of DynamoDB itself is not testable on it.',
      'The load generator could not keep the schedule on PostgreSQL 18.4: lag p99 60 ms; use fewer arrivals.',
      'The load generator could not keep the schedule on DynamoDB Local 3.3.1: lag p99 60 ms; use fewer arrivals.',
      'Earlier runs had written to the dataset.',
    ]);
  });
});
