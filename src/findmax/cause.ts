import type { Objective } from '../judge/thresholds-objective.ts';

/** Why a rate was not held. */
export interface Cause {
  /** `connections`: operations waited for a connection of ours, and the target itself was no slower than before. */
  readonly limit: 'target' | 'generator' | 'connections';
  /** `null`: of all patterns together. */
  readonly pattern: string | null;
  readonly objective: string | null;
  /** In the unit of the objective's statistic; `null`: above what was waited for. */
  readonly value: number | null;
  /** The figures and the reason, in words. */
  readonly why: string;
}

/** How far a value is beyond its limit: what failed comes before what was slow, and that before what was dropped for it. */
export function excess(objective: Objective, value: number | null): number {
  if (objective.kind === 'count') return objective.counter === 'dropped' ? 0 : Number.POSITIVE_INFINITY;
  return value === null ? Number.MAX_VALUE : value / Math.max(objective.limitMs, 1e-3);
}

/** How long operations of a pattern took, and what of it was a wait for a connection; milliseconds. */
export interface Waits {
  readonly pattern: string;
  readonly responseP99Ms: number | null;
  readonly poolWaitP99Ms: number | null;
  readonly serviceP50Ms: number | null;
}

const poolShare = 0.5;
const steadyService = 2;

/**
 * The cause as one of connections, where at least half of the pattern's p99 was a wait for one while the median time in
 * the target was less than twice that at the lowest rate: then more connections may help, and the target is not known
 * to be at its limit.
 */
export function orConnections(
  cause: Cause,
  now: readonly Waits[],
  atLowest: readonly Waits[],
  connections: number,
): Cause {
  const of = (waits: readonly Waits[]): Waits | undefined => waits.find(({ pattern }) => pattern === cause.pattern);
  const [here, before] = [of(now), of(atLowest)];
  if (cause.limit !== 'target' || here === undefined || before === undefined) return cause;
  const { responseP99Ms, poolWaitP99Ms, serviceP50Ms } = here;
  if (responseP99Ms === null || poolWaitP99Ms === null || serviceP50Ms === null) return cause;
  const isWait = poolWaitP99Ms >= poolShare * responseP99Ms;
  if (!isWait || serviceP50Ms > steadyService * (before.serviceP50Ms ?? 0)) return cause;
  const [wait, service, first] = [poolWaitP99Ms, serviceP50Ms, before.serviceP50Ms ?? 0].map((ms) => shown(ms));
  const why = `${cause.why}; of it ${wait} ms at p99 was a wait for one of ${connections} connections, while the target took ${service} ms at p50 (${first} ms at the lowest rate): raise --connections to see the target's own limit`;
  return { ...cause, limit: 'connections', why };
}

function shown(ms: number): string {
  return String(Number(ms.toPrecision(3)));
}
