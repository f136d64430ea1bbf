import type { MigrationPhaseRecord, MigrationRecord } from '../runs/migration-record.ts';
import type { VerdictRecord } from '../runs/run-record.ts';

/** Of a migration as a whole: that the engines answer alike, and that each has what the other has. */
export function migrationVerdicts(target: string, { phases }: MigrationRecord): VerdictRecord[] {
  const sum = (of: (phase: MigrationPhaseRecord) => number): number =>
    phases.reduce((all, phase) => all + of(phase), 0);
  const compared = sum((phase) => phase.compared);
  const mismatches = sum((phase) => phase.mismatches);
  const late = sum((phase) => phase.late);
  const written = phases.some(({ writes }) => writes.length > 1);
  const halfWrites = sum((phase) => phase.halfWrites);
  const first = phases.find(({ firstMismatch }) => firstMismatch !== null);
  const firstHalf = firstHalfWrite(phases);
  const inTime = late === 0 ? '' : `, ${late} of them only when they were asked again`;
  return [
    verdict(target, 'mismatches == 0', mismatches, compared > 0, {
      met: `${compared} answers of both engines were compared and equal${inTime}`,
      missed: `${mismatches} of ${compared} answers differed, the first in "${first?.phase}": ${first?.firstMismatch}`,
      unproven: 'no phase compared any answers',
    }),
    verdict(target, 'half writes == 0', halfWrites, written, {
      met: 'every write to both came through on both, or on none',
      missed: `${halfWrites} writes are on one side only, the first in ${firstHalf}`,
      unproven: 'no phase wrote to both engines',
    }),
  ];
}

/** The first phase that has one, and the first of its patterns. */
function firstHalfWrite(phases: MigrationRecord['phases']): string | null {
  for (const { phase, patterns } of phases) {
    const pattern = patterns.find(({ halfWrites }) => halfWrites > 0);
    if (pattern !== undefined) return `"${phase}": ${pattern.pattern} ${pattern.firstHalf}`;
  }
  return null;
}

function verdict(
  target: string,
  objective: string,
  value: number,
  wasTried: boolean,
  why: Readonly<Record<VerdictRecord['verdict'], string>>,
): VerdictRecord {
  const reached = value > 0 ? 'missed' : wasTried ? 'met' : 'unproven';
  return { target, pattern: null, objective, value: wasTried ? value : null, verdict: reached, why: why[reached] };
}
