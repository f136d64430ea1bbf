/** A named part of a load's time: from `fromUs` until the next one begins. */
export interface Phase {
  readonly name: string;
  readonly fromUs: number;
}

/** The phase of what was due at a moment: it belongs there, however late it is answered. `phases` are in order, the first from 0. */
export function phaseAt(phases: readonly Phase[], scheduledUs: number): string {
  let name = '';
  for (const phase of phases) {
    if (phase.fromUs > scheduledUs) break;
    name = phase.name;
  }
  return name;
}
