/** The part of a load that counts, and the one before it. */
export const counted = 'main';
export const warmUp = 'warm-up';

/** The phase of what was due at a moment. */
export function phaseOf(warmUpUs: number): (scheduledUs: number) => string {
  return (scheduledUs) => (scheduledUs < warmUpUs ? warmUp : counted);
}
