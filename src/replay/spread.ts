import type { Stream } from './order.ts';

/** A pattern as a demonstration takes it: how often it would be run, and how long one takes by a first look. */
export interface Spreadable {
  readonly id: string;
  readonly serviceMs: number;
  readonly wanted: number;
}

/** A load that gives each job its arrivals as far as they fit. */
export interface Spread {
  readonly durationMs: number;
  /** The share of the time that all operations together may take, one after the other. */
  readonly busy: number;
  readonly maxInFlight: number;
  readonly maxWaitUs: number;
}

/**
 * A stream for each job, evenly spaced and out of step with each other. The time that may be spent is dealt out from the
 * cheapest job on: each gets what it wants or an even share of what is left. A job of which not one fits gets no stream.
 */
export function spread(jobs: readonly Spreadable[], { durationMs, busy, maxInFlight, maxWaitUs }: Spread): Stream[] {
  let leftMs = durationMs * busy;
  const cheapestFirst = [...jobs].sort((one, other) => one.serviceMs - other.serviceMs);
  const arrivals = new Map<string, number>();
  for (const [at, { id, serviceMs, wanted }] of cheapestFirst.entries()) {
    const shareMs = leftMs / (cheapestFirst.length - at);
    const fits = serviceMs > 0 ? Math.floor(shareMs / serviceMs) : wanted;
    const given = Math.min(wanted, fits);
    arrivals.set(id, given);
    leftMs = Math.max(0, leftMs - given * serviceMs);
  }
  const fitting = jobs.filter(({ id }) => (arrivals.get(id) ?? 0) > 0);
  return fitting.map(({ id }, at) => {
    const count = arrivals.get(id) ?? 0;
    const durationUs = durationMs * 1000;
    const startUs = Math.floor((durationUs / count) * (at / fitting.length));
    const load = {
      kind: 'constant rate',
      rate: { arrivals: count, perUs: durationUs },
      durationUs: durationUs - startUs,
      randomSeed: null,
    } as const;
    return { name: id, load, startUs, jobs: [id], maxInFlight, maxWaitUs };
  });
}
