import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import type { RunRecord } from '../src/runs/run-record.ts';
import { reasonLines } from './reason-lines.ts';
import { reasonsOf } from './reasons.ts';
import { runView } from './run-view.ts';

const lines = (run: RunRecord) => reasonLines(reasonsOf(runView(run)));

/** Every latency verdict of the example undecided, for a reason that differs in its figures alone. */
function undecided(patterns: readonly string[]): RunRecord {
  const run = exampleRun();
  const verdicts = run.verdicts
    .filter(
      ({ target, pattern, objective }) =>
        target === 'postgres' && patterns.includes(pattern ?? '') && objective.startsWith('response'),
    )
    .map((verdict, at) => ({ ...verdict, verdict: 'unproven' as const, why: `${at + 1},${at}00 samples of 1,000` }));
  return { ...run, verdicts, claims: [], check: { patterns: [] } };
}

describe('reasonLines', () => {
  it('leaves what is told of one or two patterns', () => {
    expect(lines(undecided(['01', '02'])).map(({ subject, why }) => `${subject}: ${why}`)).toEqual([
      '01 book by shelf mark: 1,000 samples of 1,000',
      '02 book by ISBN: 2,100 samples of 1,000',
    ]);
  });

  it('tells what is the same of three as one, in the words of the first', () => {
    const [line, ...others] = lines(undecided(['01', '02', '11']));
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      subject: '3 patterns (01, 02, 11)',
      objective: 'response p(99) < 10ms',
      why: 'for instance 01: 1,000 samples of 1,000',
      pattern: null,
    });
    expect(line?.reasons.map(({ pattern }) => pattern)).toEqual(['01', '02', '11']);
  });

  it('leaves out a limit that is not the same, and names six patterns at most', () => {
    const [line] = lines(undecided(['01', '02', '03', '04', '05', '06', '07', '08']));
    expect(line).toMatchObject({
      subject: '8 patterns (01, 02, 03, 04, 05, 06 and 2 more)',
      objective: 'response p(99)',
    });
  });

  it('loses no reason, and keeps the order of the first of each', () => {
    const run = exampleRun();
    const verdicts = run.verdicts.map((verdict) => ({ ...verdict, verdict: 'unproven' as const }));
    const reasons = reasonsOf(runView({ ...run, verdicts }));
    const told = reasonLines(reasons);
    expect(told.length).toBeLessThan(reasons.length / 2);
    expect(new Set(told.flatMap((line) => line.reasons))).toEqual(new Set(reasons));
    const firsts = told.map(({ reasons: [first] }) => (first === undefined ? -1 : reasons.indexOf(first)));
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
  });

  it('never mixes engines, statistics or kinds', () => {
    for (const { reasons } of lines({
      ...exampleRun(),
      verdicts: exampleRun().verdicts.map((each) => ({ ...each, verdict: 'missed' as const })),
    })) {
      expect(new Set(reasons.map(({ kind, target }) => `${kind} ${target?.name}`)).size).toBe(1);
    }
  });
});
