/** One of those who share: its weight among them, and what it gets at least. */
export interface Portion {
  readonly weight: number;
  readonly floor: number;
}

/**
 * Divides a total by weight, each share at least its floor: whose floor is above its share gets the floor, and the others
 * divide what is left. Where the floors alone are more than the total, each gets its floor. Not rounded.
 */
export function apportioned(total: number, portions: readonly Portion[]): readonly number[] {
  let free = new Set(portions);
  for (;;) {
    const fixed = portions.reduce((sum, portion) => (free.has(portion) ? sum : sum + portion.floor), 0);
    const weights = portions.reduce((sum, portion) => (free.has(portion) ? sum + portion.weight : sum), 0);
    const perWeight = weights > 0 ? Math.max(0, total - fixed) / weights : 0;
    const enough = new Set([...free].filter(({ weight, floor }) => weight * perWeight >= floor));
    if (enough.size === free.size) {
      return portions.map((portion) => (free.has(portion) ? portion.weight * perWeight : portion.floor));
    }
    free = enough;
  }
}
