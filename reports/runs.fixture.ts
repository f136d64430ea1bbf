import { exampleRun } from '../src/runs/example-run.fixture.ts';
import type { PatternRecord, RunRecord, TargetRecord } from '../src/runs/run-record.ts';

type Target = 'postgres' | 'dynamodb';

/** The example, run on one target only, for its first patterns, with neither check nor plan. */
export function oneTargetRun(name: Target, patterns = 5): RunRecord {
  const { check: _check, plan: _plan, coverage: _coverage, findings: _findings, ...run } = exampleRun();
  const targets = run.targets.filter((target) => target.name === name).map((target) => cut(target, patterns));
  const ids = new Set(targets.flatMap((target) => target.patterns.map(({ pattern }) => pattern)));
  const verdicts = run.verdicts.filter(({ target, pattern }) => target === name && ids.has(pattern ?? ''));
  return { ...run, targets, verdicts, claims: [] };
}

function cut(target: TargetRecord, patterns: number): TargetRecord {
  return { ...target, patterns: target.patterns.slice(0, patterns) };
}

/** A run in which all is well: patterns that meet their objectives on both targets, with equal answers. */
export function cleanRun(): RunRecord {
  const run = exampleRun();
  const good = ['02', '07', '08', '11', '14'];
  const targets = run.targets.map((target) => ({
    ...target,
    patterns: target.patterns.filter(({ pattern }) => good.includes(pattern)),
  }));
  const { findings: _findings, coverage: _coverage, check, ...rest } = run;
  return {
    ...rest,
    targets,
    verdicts: run.verdicts.filter(({ pattern }) => good.includes(pattern ?? '')),
    claims: run.claims.filter(({ verdict }) => verdict === 'holds'),
    check: { patterns: (check?.patterns ?? []).filter(({ pattern }) => good.includes(pattern)) },
  };
}

/** A name that tries to be markup, a table's end, a CI command, a CSV field's end and a terminal's command at once. */
export const hostileName = '<script>alert("x")</script>&"\',|::error::`\u001b[2J\n::error title=x::y';

/** One target whose pattern, workload, reasons and notes all have the hostile text. */
export function hostileRun(): RunRecord {
  const run = oneTargetRun('dynamodb', 2);
  return {
    ...run,
    dataset: { ...run.dataset, title: hostileName, workload: hostileName },
    targets: run.targets.map((target) => ({
      ...target,
      provenance: hostileName,
      patterns: target.patterns.map((pattern) => ({ ...pattern, name: hostileName })),
    })),
    verdicts: run.verdicts.map((verdict) => ({ ...verdict, why: hostileName })),
    claims: [{ claim: 'x', says: hostileName, found: hostileName, verdict: 'does not hold', why: hostileName }],
    notes: [hostileName],
  };
}

/** The run with one pattern of one target changed. */
export function withPattern(
  run: RunRecord,
  target: Target,
  pattern: string,
  change: Partial<PatternRecord>,
): RunRecord {
  const targets = run.targets.map((each) => {
    if (each.name !== target) return each;
    return { ...each, patterns: each.patterns.map((one) => (one.pattern === pattern ? { ...one, ...change } : one)) };
  });
  return { ...run, targets };
}
