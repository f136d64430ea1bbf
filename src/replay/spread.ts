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

/** Of the time, what is dealt out evenly before the cheapest jobs get all they want. */
const evenShare = 0.5;

/**
 * A stream for each job, evenly spaced and out of step with each other. Half of the time that may be spent is dealt out
 * evenly; the rest goes to the cheapest jobs first, until each has what it wants: a percentile of few samples decides
 * nothing, so as many as possible get enough. A job of which not one fits gets no stream.
 */
export function spread(jobs: readonly Spreadable[], { durationMs, busy, maxInFlight, maxWaitUs }: Spread): Stream[] {
  const arrivals = dealt(jobs, durationMs * busy);
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

/** How many arrivals each job gets. */
function dealt(jobs: readonly Spreadable[], budgetMs: number): ReadonlyMap<string, number> {
  const cheapestFirst = [...jobs].sort((one, other) => one.serviceMs - other.serviceMs);
  const evenMs = (budgetMs * evenShare) / Math.max(1, jobs.length);
  const arrivals = new Map<string, number>();
  let leftMs = budgetMs;
  const deal = ({ id, serviceMs, wanted }: Spreadable, upToMs: number): void => {
    const has = arrivals.get(id) ?? 0;
    const fits = serviceMs > 0 ? Math.floor(upToMs / serviceMs) : wanted;
    const given = Math.max(0, Math.min(wanted - has, fits));
    arrivals.set(id, has + given);
    leftMs -= given * serviceMs;
  };
  for (const job of cheapestFirst) deal(job, evenMs);
  for (const job of cheapestFirst) deal(job, leftMs);
  return arrivals;
}
