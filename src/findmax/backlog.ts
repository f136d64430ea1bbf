import type { WindowOrder } from './search.ts';

/** What was under way at the end of a second of a window, from 1; its settling included. */
export interface BacklogPoint {
  readonly second: number;
  /** Started and not answered. */
  readonly inFlight: number;
  /** Due and not started. */
  readonly waiting: number;
}

/** What a rate is held against. */
export interface BacklogLimits {
  /** The largest limit on a latency; 0 where there is none. */
  readonly latencyMs: number;
  /** How long an arrival stays by itself, think times above all; `null` where nobody knows. */
  readonly iterationMs: number | null;
}

const leastPileSeconds = 1;
const limitsToPile = 2;
/** Of the arrivals of the last second of settling, what may have been added to the backlog. */
const settlingShare = 0.1;
/** Of a window's arrivals, what the backlog may have grown by. */
const keptShare = 0.02;
/** A backlog of a few operations comes and goes. */
const noise = { settling: 3, window: 10 } as const;

/**
 * Whether so much waits for an answer that a window is lost: by Little's law backlog ÷ rate is the response time to come;
 * it is given up at twice the largest limit, and not below a second.
 */
export function pilesUp(point: BacklogPoint, { perSecond }: WindowOrder, limits: BacklogLimits): boolean {
  if (limits.iterationMs === null) return false;
  const mostSeconds = Math.max(leastPileSeconds, (limitsToPile * limits.latencyMs) / 1000);
  return backlog(point) > perSecond * (mostSeconds + limits.iterationMs / 1000);
}

/** Whether the target was at rest at the end of settling: of the last second's arrivals nine tenths were answered. */
export function isSettled(points: readonly BacklogPoint[], order: WindowOrder, limits: BacklogLimits): boolean {
  const { settleSeconds, perSecond } = order;
  if (limits.iterationMs === null || settleSeconds < 2) return true;
  const at = (second: number): number => backlogAt(points, second);
  const added = at(settleSeconds) - at(settleSeconds - 1);
  return added <= noise.settling + settlingShare * perSecond;
}

/** How the backlog grew over a window. */
export interface Growth {
  readonly grew: number;
  readonly allowed: number;
}

/**
 * A target that keeps up has a backlog that stays; one that is asked for e more than it can has one that grows by e of what
 * arrives, second by second. So growth is the smaller of two: from the mean of the window's first third to that of its
 * last, and the median of what a second adds, both carried over the whole length. A single stall moves only the first.
 */
export function growthOf(points: readonly BacklogPoint[], { settleSeconds, seconds, perSecond }: WindowOrder): Growth {
  const inside = points.filter(({ second }) => second > settleSeconds && second <= settleSeconds + seconds);
  const third = Math.max(1, Math.floor(inside.length / 3));
  const span = inside.length - third;
  const drift = span < 1 ? 0 : (mean(inside.slice(-third)) - mean(inside.slice(0, third))) / span;
  const added = inside.map((point) => backlog(point) - backlogAt(points, point.second - 1));
  const grew = seconds * Math.min(drift, median(added));
  return { grew, allowed: Math.max(noise.window, keptShare * perSecond * seconds) };
}

export function backlog({ inFlight, waiting }: BacklogPoint): number {
  return inFlight + waiting;
}

function backlogAt(points: readonly BacklogPoint[], second: number): number {
  const point = points.find((one) => one.second === second);
  return point === undefined ? 0 : backlog(point);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function mean(points: readonly BacklogPoint[]): number {
  return points.reduce((sum, point) => sum + backlog(point), 0) / points.length;
}
