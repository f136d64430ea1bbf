import type { CheckedPattern } from '../src/runs/check-record.ts';
import type { VerdictRecord } from '../src/runs/run-record.ts';
import { serviceName } from './engine-name.ts';
import { timeLimit } from './objective.ts';
import type { PatternRow, RunView, TargetView } from './run-view.ts';

/** Something that speaks against a run, or leaves it open. */
export interface Reason {
  readonly kind: 'missed' | 'differs' | 'claim' | 'unproven';
  /** The pattern's id, where it is about one. */
  readonly pattern: string | null;
  /** `07 a reader’s loans`, or the claim. */
  readonly subject: string;
  /** Where it is about one. */
  readonly target: TargetView | null;
  readonly objective: string | null;
  readonly why: string;
}

/** The worst first: objectives missed, by how many times their limit; answers that differ; claims; what is unproven. */
export function reasonsOf(view: RunView): Reason[] {
  return [...missed(view), ...differing(view), ...failedClaims(view), ...unproven(view)];
}

function missed(view: RunView): Reason[] {
  const found = view.record.verdicts.filter(({ verdict }) => verdict === 'missed');
  return [...found].sort((a, b) => excess(b) - excess(a)).map((verdict) => reason(view, verdict));
}

function unproven(view: RunView): Reason[] {
  return view.record.verdicts.filter(({ verdict }) => verdict === 'unproven').map((verdict) => reason(view, verdict));
}

/** How many times its limit a value is; what has no figure is above all, what has no limit in ms comes last. */
function excess({ objective, value }: VerdictRecord): number {
  const limit = timeLimit(objective);
  if (limit === null) return 0;
  return value === null ? Number.MAX_VALUE : value / limit.limitMs;
}

function reason(view: RunView, { target, pattern, objective, verdict, why }: VerdictRecord): Reason {
  const row = view.classes.flatMap(({ rows }) => rows).find(({ id }) => id === pattern);
  return {
    kind: verdict === 'missed' ? 'missed' : 'unproven',
    pattern,
    subject: row === undefined ? 'the whole run' : subjectOf(row),
    target: view.targets.find(({ name }) => name === target) ?? null,
    objective,
    why,
  };
}

export function subjectOf({ id, name }: Pick<PatternRow, 'id' | 'name'>): string {
  return `${id} ${name}`;
}

function differing({ record: { check } }: RunView): Reason[] {
  return (check?.patterns ?? []).filter(isDifferent).map((checked) => ({
    kind: 'differs',
    pattern: checked.pattern,
    subject: subjectOf({ id: checked.pattern, name: checked.name }),
    target: null,
    objective: null,
    why: differenceOf(checked),
  }));
}

export function differenceOf({ difference, dataset }: CheckedPattern): string {
  if (difference !== null) return difference;
  const wrong = dataset.find(({ verdict }) => verdict === 'differs');
  if (wrong === undefined) return 'the answers differ';
  return `${serviceName(wrong.target)} differs from the dataset${wrong.difference === null ? '' : `: ${wrong.difference}`}`;
}

function failedClaims({ record: { claims } }: RunView): Reason[] {
  return claims
    .filter(({ verdict }) => verdict === 'does not hold')
    .map(({ says, found, why }) => ({
      kind: 'claim',
      pattern: null,
      subject: says,
      target: null,
      objective: null,
      why: `found ${found}: ${why}`,
    }));
}

/** From the other engine without a declared reason, or from the dataset. */
export function isDifferent({ verdict, dataset }: CheckedPattern): boolean {
  return (
    verdict === 'differs' || (verdict !== 'differs by design' && dataset.some((each) => each.verdict === 'differs'))
  );
}
