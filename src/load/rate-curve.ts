/** A rate as a person writes it: `600/m` is 600 arrivals per 60,000,000 µs. */
export interface Rate {
  readonly arrivals: number;
  readonly perUs: number;
}

/** One leg of a ramp: from the rate before it to `target` (arrivals per the ramp's time unit), in a straight line. */
export interface Stage {
  readonly durationUs: number;
  readonly target: number;
}

/** A rate over time, asked the other way round: when has the area under it reached so many arrivals? */
export interface RateCurve {
  /** The whole area: arrivals expected until the end; not always a whole number. */
  readonly arrivals: number;
  readonly endUs: number;
  /** The moment at which the area reaches `area`, for 0 <= area <= arrivals. */
  momentUs(area: number): number;
}

/** The same rate all the time. */
export function flat(rate: Rate, durationUs: number): RateCurve {
  const periodUs = rate.perUs / rate.arrivals;
  return {
    arrivals: (durationUs * rate.arrivals) / rate.perUs,
    endUs: durationUs,
    momentUs: (area) => area * periodUs,
  };
}

interface Leg {
  readonly fromUs: number;
  readonly durationUs: number;
  readonly startRate: number;
  readonly endRate: number;
  /** Twice the area before the leg, in (arrivals per time unit) × µs: whole numbers, so that sums stay exact. */
  readonly doubledBefore: number;
}

/**
 * A piecewise linear rate. Within a leg from rate a to b (per U) lasting D the area after t is (a·t + (b − a)·t²/2D) / U.
 * For R, twice the area still missing times U, that gives t = R / (a + √(a² + (b − a)·R/D)): the form of the root that
 * loses no digits and holds for a flat leg too.
 */
export function ramp(startRate: number, stages: readonly Stage[], perUs: number): RateCurve {
  const legs: Leg[] = [];
  let fromUs = 0;
  let doubledBefore = 0;
  let rate = startRate;
  for (const { durationUs, target } of stages) {
    const doubled = (rate + target) * durationUs;
    if (doubled > 0) legs.push({ fromUs, durationUs, startRate: rate, endRate: target, doubledBefore });
    fromUs += durationUs;
    doubledBefore += doubled;
    rate = target;
  }
  const endUs = fromUs;
  return {
    arrivals: doubledBefore / (2 * perUs),
    endUs,
    momentUs(area) {
      const wanted = 2 * perUs * area;
      const leg = lastBefore(legs, wanted);
      if (leg === undefined) return 0;
      const missing = wanted - leg.doubledBefore;
      const { startRate: a, endRate: b, durationUs } = leg;
      const slope = (b - a) / durationUs;
      const t = missing === 0 ? 0 : missing / (a + Math.sqrt(Math.max(0, a * a + slope * missing)));
      return leg.fromUs + Math.min(t, durationUs);
    },
  };
}

/** The last leg that begins before the wanted area is reached, so that a step at rate 0 is waited through. */
function lastBefore(legs: readonly Leg[], wanted: number): Leg | undefined {
  let low = 0;
  let high = legs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const leg = legs[middle];
    if (leg !== undefined && leg.doubledBefore < wanted) low = middle;
    else high = middle - 1;
  }
  return legs[low];
}
