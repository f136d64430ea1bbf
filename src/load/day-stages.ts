/** Arrivals that follow a curve, as the fields of k6's `ramping-arrival-rate`. */
export interface CurveStages {
  readonly startRate: number;
  readonly timeUnit: string;
  readonly stages: { readonly duration: string; readonly target: number }[];
}

/** k6 takes no larger target. */
const mostTarget = 100_000_000;
const finestWeights = 10_000;

/**
 * So many arrivals in so long, in steps of equal length whose rates are as their weights: exactly so many, as k6 counts
 * them, however few. k6 knows whole rates only, so a rate is counted per time unit that makes all of them whole.
 * `durationMs` is a multiple of the number of steps, in milliseconds.
 */
export function curveStages(arrivals: number, weights: readonly number[], durationMs: number): CurveStages {
  const stepMs = durationMs / weights.length;
  if (!Number.isInteger(stepMs) || stepMs <= 0) {
    throw new RangeError(`${durationMs} ms are not ${weights.length} steps of whole milliseconds`);
  }
  const whole = wholeWeights(weights);
  const sum = whole.reduce((total, weight) => total + weight, 0);
  const fits = Math.max(1, Math.ceil((arrivals * Math.max(...whole)) / mostTarget));
  const targets = whole.map((weight) => Math.round((arrivals * weight) / fits));
  return {
    startRate: targets[0] ?? 0,
    timeUnit: `${Math.round((stepMs * sum) / fits)}ms`,
    stages: targets.flatMap((target) => [
      { duration: '0s', target },
      { duration: `${stepMs}ms`, target },
    ]),
  };
}

/** Whole numbers in the same ratios: exactly where four decimal places are enough to tell them apart. */
function wholeWeights(weights: readonly number[]): number[] {
  for (let scale = 1; scale <= finestWeights; scale *= 10) {
    const scaled = weights.map((weight) => weight * scale);
    if (scaled.every((weight) => Math.abs(weight - Math.round(weight)) < 1e-9)) return scaled.map(Math.round);
  }
  const most = Math.max(...weights);
  return weights.map((weight) => Math.round((weight / most) * finestWeights));
}
