import type { GeneratorState } from './generator.ts';

/** One sign that the instrument was at its limit, and what helps. */
export interface SaturationSign {
  /** `start lag p99 of 12 ms, above 5 ms`. */
  readonly reason: string;
  readonly advice: string;
}

export interface SaturationLimits {
  /** What operations that were due and had a slot may be late, at p99. */
  readonly lagP99Ms: number;
  readonly loopRatio: number;
  readonly collectingRatio: number;
}

export const saturationLimits: SaturationLimits = { lagP99Ms: 5, loopRatio: 0.95, collectingRatio: 0.1 };

/** Lateness that a limit on latency does not notice: a twentieth of it, but no less than the clock's own millisecond. */
export function lagLimitFor(limitMs: number): number {
  return Math.max(1, limitMs / 20);
}

/** Why the generator cannot be trusted to have put the load on that it was asked for; nothing where it can. */
export function saturation(
  state: GeneratorState,
  limits: SaturationLimits = saturationLimits,
): readonly SaturationSign[] {
  const signs: SaturationSign[] = [];
  const { lagP99Ms, loopRatio, collectingRatio } = state;
  if (lagP99Ms !== null && lagP99Ms > limits.lagP99Ms) {
    signs.push({
      reason: `operations started ${shown(lagP99Ms)} ms late at p99, above ${shown(limits.lagP99Ms)} ms`,
      advice: 'lower the rate, add --workers, or give the generator a core that the engines do not use',
    });
  }
  if (loopRatio > limits.loopRatio) {
    signs.push({
      reason: `an event loop was at work ${percent(loopRatio)} of the time, above ${percent(limits.loopRatio)}`,
      advice: 'add --workers, or lower the rate',
    });
  }
  if (collectingRatio > limits.collectingRatio) {
    signs.push({
      reason: `garbage was collected ${percent(collectingRatio)} of the time, above ${percent(limits.collectingRatio)}`,
      advice: 'raise --max-old-space-size or --max-semi-space-size of Node, or read smaller answers',
    });
  }
  return signs;
}

/** The signs as a sentence; `null` where there are none. */
export function saturationText(signs: readonly SaturationSign[]): string | null {
  return signs.length === 0 ? null : signs.map(({ reason, advice }) => `${reason} (${advice})`).join('; ');
}

function shown(ms: number): string {
  return String(Number(ms.toPrecision(3)));
}

function percent(ratio: number): string {
  return `${Math.round(100 * ratio)} %`;
}
