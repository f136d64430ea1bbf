import { sumUsd } from '../bill/bill.ts';
import { toDouble } from '../bill/exact.ts';
import type { Problem } from '../workload/problem.ts';
import type { Counts, PatternRecord, RunRecord, TargetRecord } from './run-record.ts';

/** What holds between the figures of a run, beyond their form: sums that must be exact, names that must be known. */
export function invariantProblems(run: RunRecord): Problem[] {
  return [
    ...repeated(
      run.targets.map((target) => target.name),
      'targets',
    ),
    ...run.targets.flatMap(targetProblems),
    ...verdictProblems(run),
    ...billProblems(run),
    ...migrationProblems(run),
  ];
}

function targetProblems(target: TargetRecord): Problem[] {
  const place = `targets ${target.name}`;
  return [
    ...repeated(
      target.patterns.map((pattern) => pattern.pattern),
      place,
    ),
    ...target.patterns.flatMap((pattern) => patternProblems(pattern, `${place}, pattern ${pattern.pattern}`)),
  ];
}

function patternProblems(pattern: PatternRecord, place: string): Problem[] {
  const errors = Object.values(pattern.errors).reduce((sum, count) => sum + count, 0);
  const problems = sumProblems(pattern, place);
  if (errors !== pattern.failed) {
    problems.push({
      place: `${place}, errors`,
      found: `${errors} errors and ${pattern.failed} failed`,
      expected: 'errors that add up to failed',
    });
  }
  for (const phase of pattern.phases ?? []) problems.push(...sumProblems(phase, `${place}, phase ${phase.phase}`));
  return problems;
}

function sumProblems({ scheduled, completed, failed, dropped }: Counts, place: string): Problem[] {
  if (scheduled === completed + failed + dropped) return [];
  return [
    {
      place,
      found: `${scheduled} scheduled, ${completed} completed, ${failed} failed, ${dropped} dropped`,
      expected: 'scheduled = completed + failed + dropped',
    },
  ];
}

function verdictProblems(run: RunRecord): Problem[] {
  const known = new Map(run.targets.map((target) => [target.name, target]));
  return run.verdicts.flatMap(({ target, pattern }, index) => {
    const place = `verdicts[${index}]`;
    if (target !== null && !known.has(target)) {
      return [{ place, found: `target ${target}`, expected: `one of ${[...known.keys()].join(', ')}` }];
    }
    const of = run.targets.filter((each) => target === null || each.name === target);
    if (pattern === null || of.some((each) => each.patterns.some((one) => one.pattern === pattern))) return [];
    return [{ place, found: `pattern ${pattern}`, expected: 'a pattern that was run on that target' }];
  });
}

/** In each phase the patterns add up to the whole, whose own counts add up. */
function migrationProblems({ migration }: RunRecord): Problem[] {
  return (migration?.phases ?? []).flatMap((phase) => {
    const place = `migration, phase ${phase.phase}`;
    const problems = phase.patterns.flatMap((pattern) => sumProblems(pattern, `${place}, pattern ${pattern.pattern}`));
    const scheduled = phase.patterns.reduce((sum, pattern) => sum + pattern.scheduled, 0);
    if (scheduled === phase.scheduled) return [...sumProblems(phase, place), ...problems];
    const found = `${phase.scheduled} scheduled, ${scheduled} in its patterns`;
    return [...problems, { place, found, expected: 'patterns that add up to the phase' }];
  });
}

/** A planned bill is the exact sum of its lines, as the nearest double. */
function billProblems({ plan }: RunRecord): Problem[] {
  return (plan?.at ?? []).flatMap(({ dau, bills }) =>
    bills.flatMap(({ target, mode, usd, lines }) => {
      const sum = toDouble(sumUsd(lines));
      if (sum === usd) return [];
      return [
        { place: `plan at ${dau} DAU, ${target} ${mode}`, found: `${usd}`, expected: `the sum of its lines, ${sum}` },
      ];
    }),
  );
}

function repeated(names: readonly string[], place: string): Problem[] {
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({ place, found: `${name} twice`, expected: 'each name once' }));
}
