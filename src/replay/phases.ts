import type { MigrationPhase } from '../load/migration-phase.ts';
import { phaseAt } from '../load/phase.ts';

/** The part of a load that counts, and the one before it. */
export const counted = 'main';
export const warmUp = 'warm-up';

/** The phase of what was due at a moment: of a migration its own phases, which are parts of what counts. */
export function phaseOf({ warmUpUs, migration }: Phased): (scheduledUs: number) => string {
  if (migration === undefined) return (scheduledUs) => (scheduledUs < warmUpUs ? warmUp : counted);
  return (scheduledUs) => (scheduledUs < warmUpUs ? warmUp : phaseAt(migration, scheduledUs - warmUpUs));
}

interface Phased {
  readonly warmUpUs: number;
  readonly migration?: readonly MigrationPhase[];
}

/** Whether a phase is part of the figures. */
export function isCounted(phase: string): boolean {
  return phase !== warmUp;
}
