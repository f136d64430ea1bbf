import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import type { RunRecord } from '../src/runs/run-record.ts';
import { limitText, percentileText, runView, worstOf } from './run-view.ts';
import { oneTargetRun, withPattern } from './runs.fixture.ts';

const rowsOf = (run: RunRecord) => runView(run).classes.flatMap(({ rows }) => rows);

describe('runView', () => {
  it('has the engine of today on the left, whatever was run first', () => {
    const run = exampleRun();
    expect(runView({ ...run, targets: [...run.targets].reverse() }).targets.map(({ label }) => label)).toEqual([
      'PostgreSQL 18.4',
      'DynamoDB Local 3.3.1',
    ]);
  });

  it('divides units by the operations that were sent, failed ones too', () => {
    const row = rowsOf(exampleRun()).find(({ id }) => id === '09');
    expect(row?.cells[1]?.pattern).toMatchObject({ completed: 1441, failed: 3 });
    expect(row?.cells[1]?.units).toEqual({
      read: 31,
      write: 0,
      parts: [{ table: 'Shop-Main', index: 'GSI1', read: 31, write: 0 }],
    });
  });

  it('has no units where nothing was sent', () => {
    const run = withPattern(oneTargetRun('dynamodb', 1), 'dynamodb', '01', { scheduled: 0, completed: 0 });
    expect(rowsOf(run)[0]?.cells[0]?.units).toBeNull();
  });

  it('keeps a pattern that only one target ran', () => {
    const run = exampleRun();
    const targets = run.targets.map((target) =>
      target.name === 'postgres' ? { ...target, patterns: target.patterns.slice(1) } : target,
    );
    const row = rowsOf({ ...run, targets }).find(({ id }) => id === '01');
    expect(row?.cells.map((cell) => cell?.target.name ?? null)).toEqual([null, 'dynamodb']);
  });

  it('applies a verdict of all targets to each', () => {
    const run = exampleRun();
    const verdicts = [
      { target: null, pattern: '02', objective: 'p(95) < 1s', value: null, verdict: 'unproven' as const, why: '' },
    ];
    const row = rowsOf({ ...run, verdicts }).find(({ id }) => id === '02');
    expect(row?.cells.map((cell) => cell?.verdict)).toEqual(['unproven', 'unproven']);
    expect(limitText(row?.limits ?? [])).toBe('p95 1000');
  });

  it('marks modelled units, also where only one pattern’s are', () => {
    const run = withPattern(oneTargetRun('dynamodb'), 'dynamodb', '02', { unitsAre: 'modelled' });
    expect(runView(run).footnotes.map(({ mark, text }) => `${mark} ${text}`)).toEqual([
      '¹ an emulator: its latency says nothing about DynamoDB’s',
      '² units modelled by the documented rules where DynamoDB Local 3.3.1 does not report them as DynamoDB does',
    ]);
    expect(runView(oneTargetRun('dynamodb')).footnotes).toHaveLength(1);
  });
});

it.each<[readonly ('met' | 'missed' | 'unproven')[], string | null]>([
  [['met', 'missed', 'unproven'], 'missed'],
  [['met', 'unproven', 'met'], 'unproven'],
  [['met'], 'met'],
  [[], null],
])('the worst of %j is %s', (verdicts, worst) => {
  const records = verdicts.map((verdict) => ({
    target: null,
    pattern: null,
    objective: '',
    value: null,
    verdict,
    why: '',
  }));
  expect(worstOf(records)).toBe(worst);
});

it.each<[number | null, number, string]>([
  [2.31, 0, '2.31'],
  [2.31, 5, '2.31'],
  [null, 5, 'dropped'],
  [null, 0, '-'],
])('a percentile of %s with %d dropped is shown as %s', (value, dropped, text) => {
  expect(percentileText(value, { dropped })).toBe(text);
});
