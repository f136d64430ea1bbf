import { errorKinds } from '../src/measure/measurement.ts';
import type { PatternRecord } from '../src/runs/run-record.ts';
import { counted, whole } from './figures.ts';
import type { RunView, TargetView } from './run-view.ts';
import { engineText } from './run-words.ts';

/** What went wrong in one way on one target, over all patterns. */
export interface FailureLine {
  readonly target: TargetView;
  /** As failures are divided, or `dropped`: never sent. */
  readonly kind: string;
  readonly count: number;
  readonly patterns: readonly string[];
  /** How the commonest of them were told, the commonest first; none for what was dropped. */
  readonly details: readonly { readonly detail: string; readonly count: number }[];
}

/** The most first, target by target. */
export function failureLines({ targets }: RunView): FailureLine[] {
  return targets.flatMap((target) => {
    const kinds = errorKinds.map((kind) => lineOf(target, kind, ({ errors }) => errors[kind]));
    const lines = [...kinds, lineOf(target, 'dropped', ({ dropped }) => dropped)];
    return lines.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  });
}

function lineOf(target: TargetView, kind: string, many: (pattern: PatternRecord) => number): FailureLine {
  const hit = target.record.patterns.filter((pattern) => many(pattern) > 0);
  return {
    target,
    kind,
    count: hit.reduce((sum, pattern) => sum + many(pattern), 0),
    patterns: hit.map(({ pattern }) => pattern),
    details: detailsOf(hit.flatMap(({ failures = [] }) => failures).filter((failure) => failure.kind === kind)),
  };
}

function detailsOf(failures: readonly { readonly detail: string; readonly count: number }[]): FailureLine['details'] {
  const counts = new Map<string, number>();
  for (const { detail, count } of failures) counts.set(detail, (counts.get(detail) ?? 0) + count);
  return [...counts].map(([detail, count]) => ({ detail, count })).sort((a, b) => b.count - a.count);
}

/** `DynamoDB Local 3.3.1 ¹: 3,448 timeout in 40 patterns (no answer in time)`. */
export function failureText({ target, kind, count, patterns, details: [commonest] }: FailureLine): string {
  const where = patterns.length === 1 ? `in ${patterns[0]}` : `in ${counted(patterns.length, 'pattern')}`;
  const said = commonest === undefined ? '' : ` (${commonest.detail})`;
  return `${engineText(target, true)}: ${whole(count)} ${kind} ${where}${said}`;
}
