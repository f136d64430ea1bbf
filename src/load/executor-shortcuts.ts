import type { Findings } from '../workload/findings.ts';
import { type Aliases, type Fields, isUnset } from './executor-fields.ts';

const names = ['iterations', 'duration', 'stages', 'vus'] as const;

/** Pairs that k6 refuses, and what it lets one silently win over. */
const conflicts: readonly (readonly [string, string, string])[] = [
  ['iterations', 'stages', 'not allowed'],
  ['duration', 'stages', 'not allowed'],
  ['iterations', 'scenarios', 'not allowed'],
  ['duration', 'scenarios', 'not allowed'],
  ['stages', 'scenarios', 'not allowed'],
  ['vus', 'scenarios', 'not allowed; k6 drops the scenarios then'],
];

/** A scenario that is written at the top of the options, some of its fields under other names there. */
export interface Shortcut {
  readonly scenario: Fields;
  readonly aliases: Aliases;
}

/** The scenario that `vus`, `iterations`, `duration` and `stages` stand for at the top; `null` where none of them does. */
export function readShortcut(fields: Fields, place: string, findings: Findings): Shortcut | null {
  const has = (name: string) => !isUnset(fields[name]);
  if (!names.some(has)) return null;
  for (const [one, other, verdict] of conflicts) {
    if (!has(one) || !has(other)) continue;
    const rule = `using \`${one}\` and \`${other}\` options simultaneously is ${verdict}`;
    findings.add(place, `\`${one}\` and \`${other}\``, `one of them (${rule})`);
  }
  const { vus, iterations, duration, stages } = fields;
  if (has('iterations')) {
    return {
      scenario: { executor: 'shared-iterations', vus, iterations, duration },
      aliases: { maxDuration: 'duration' },
    };
  }
  if (has('duration')) return { scenario: { executor: 'constant-vus', vus, duration }, aliases: {} };
  if (has('stages') && !(Array.isArray(stages) && stages.length === 0)) {
    return { scenario: { executor: 'ramping-vus', vus, stages }, aliases: { startVUs: 'vus' } };
  }
  return { scenario: { executor: 'shared-iterations', vus }, aliases: { iterations: 'vus' } };
}
