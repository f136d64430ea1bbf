import type { Threshold } from './thresholds.ts';
import { statisticText } from './thresholds-expression.ts';
import type { Objective } from './thresholds-objective.ts';

/** A pattern's objective as a script's threshold on that pattern. */
export function thresholdOf(
  objective: Objective,
  pattern: string,
): { readonly selector: string; readonly text: string } {
  const { operator } = objective;
  if (objective.kind === 'latency') {
    const { latency, statistic, limitMs } = objective;
    return { selector: `${latency}{pattern:${pattern}}`, text: `${statisticText(statistic)}${operator}${limitMs}` };
  }
  const { counter, limit, ofScheduled } = objective;
  const text = ofScheduled ? `rate${operator}${Number((limit / 100).toPrecision(12))}` : `count${operator}${limit}`;
  return { selector: `${counter}{pattern:${pattern}}`, text };
}

/** Whether a threshold asks for the same as a pattern's objective, on this target. */
export function asksTheSame(threshold: Threshold, objective: Objective, pattern: string, target: string): boolean {
  const { pattern: id, target: of = target, ...others } = threshold.tags;
  if (id !== pattern || of !== target || Object.keys(others).length > 0) return false;
  const { text, selector } = thresholdOf(objective, pattern);
  return selector.startsWith(`${threshold.metric}{`) && threshold.text.replaceAll(/\s/g, '') === text;
}
