import {
  confirmSeconds,
  middle,
  narrowSeconds,
  type SearchPlan,
  steppedDown,
  stepsDown,
  toDigits,
} from './search-plan.ts';

/** What a window is for. */
export type Purpose = 'growing' | 'narrowing' | 'challenging' | 'confirming';

/** One window to be measured: a load at one rate, whose first seconds do not count. */
export interface WindowOrder {
  /** From 1. */
  readonly number: number;
  readonly purpose: Purpose;
  readonly perSecond: number;
  readonly settleSeconds: number;
  readonly seconds: number;
}

/**
 * What a window came to.
 *
 * - `met`: every objective that the window could decide.
 * - `likely met`, `likely missed`: by the value itself; its interval lies across the limit.
 * - `missed`: an objective, or the target did not keep up.
 * - `unsettled`: the target had not come to rest when the window was to begin.
 * - `overrun`: arrivals piled up, and the window was given up.
 * - `generator`: what was missed may be the generator's doing.
 */
export type Outcome = 'met' | 'likely met' | 'likely missed' | 'missed' | 'unsettled' | 'overrun' | 'generator';

/** The lowest rate that was not held, whose limit that was, and the window that showed it. */
export interface High {
  readonly perSecond: number;
  readonly limit: 'target' | 'generator';
  readonly window: number;
}

/**
 * - `found`: a long window held it, and the target failed a little above (`high`); or `high` is null, and it held all of
 *   the range. The window may have left open whether an objective was met.
 * - `at least`: as found, but above it the generator was the limit.
 * - `unconfirmed`: no long window held; `perSecond` held in a short one, if any did.
 * - `below`: not even the lowest rate was held.
 */
export type Answer =
  | { readonly state: 'found'; readonly perSecond: number; readonly window: number; readonly high: High | null }
  | { readonly state: 'at least'; readonly perSecond: number; readonly window: number; readonly high: High }
  | { readonly state: 'unconfirmed'; readonly perSecond: number | null; readonly high: High | null }
  | { readonly state: 'below'; readonly high: High };

/** A search for the highest rate under way: a value; `told` gives the next one. */
export interface Search {
  readonly plan: SearchPlan;
  /** The window to be measured next; after the answer the last one. */
  readonly order: WindowOrder;
  readonly answer: Answer | null;
  /** Rates that were held, lowest first. */
  readonly held: readonly number[];
  readonly high: High | null;
  /** What windows at this rate and for this purpose came to. */
  readonly seen: readonly Outcome[];
  /** Windows held since `high` was found. */
  readonly heldSinceHigh: number;
  readonly reopened: number;
  readonly stepsDown: number;
  /** The long window that nothing speaks against, but that left something open. */
  readonly likely: { readonly perSecond: number; readonly window: number } | null;
}

/** A failure is tried once more at the end, where so many windows below it were held in a row. */
const suspicious = 3;
const mostReopened = 2;

export function begin(plan: SearchPlan): Search {
  return {
    plan,
    order: orderOf(plan, 1, 'growing', plan.from, plan.windowSeconds),
    answer: null,
    held: [],
    high: null,
    seen: [],
    heldSinceHigh: 0,
    reopened: 0,
    stepsDown: 0,
    likely: null,
  };
}

/** The search after its window came to an outcome. */
export function told(search: Search, outcome: Outcome): Search {
  if (search.answer !== null) return search;
  const seen = [...search.seen, outcome];
  const next = { ...search, seen };
  switch (decision(search, seen)) {
    case 'again':
      return again(next, outcome);
    case 'held':
      return held(next);
    case 'not held':
      return notHeld(next);
  }
}

/** The highest rate so far that was held, below every one that was not. */
export function lowOf({ held, high }: Search): number | null {
  return held.findLast((rate) => high === null || rate < high.perSecond) ?? null;
}

type Decision = 'again' | 'held' | 'not held';

/** Two windows of three decide where the first was not held; what was overrun was not held twice over, save at the lowest rate. */
function decision({ order, held: rates }: Search, seen: readonly Outcome[]): Decision {
  if (order.purpose === 'confirming') return confirmation(seen);
  const good = seen.filter(isGood).length;
  const overrun = rates.length === 0 ? 0 : seen.filter((outcome) => outcome === 'overrun').length;
  const bad = seen.length - good + overrun;
  if (bad >= 2) return 'not held';
  return good >= 2 || bad === 0 ? 'held' : 'again';
}

/** One window that nothing speaks against confirms; one that says nothing about the target is repeated once. */
function confirmation(seen: readonly Outcome[]): Decision {
  const last = seen.at(-1);
  if (last === 'met' || last === 'likely met') return 'held';
  return seen.length === 1 && (last === 'generator' || last === 'unsettled') ? 'again' : 'not held';
}

/** The same rate once more: longer, and after a longer settling where the target was not at rest. */
function again(search: Search, outcome: Outcome): Search {
  const { plan, order } = search;
  const seconds = order.purpose === 'confirming' ? order.seconds : Math.max(order.seconds, 2 * plan.windowSeconds);
  const settleSeconds = outcome === 'unsettled' ? 2 * plan.settleSeconds : plan.settleSeconds;
  return { ...search, order: { ...order, number: order.number + 1, seconds, settleSeconds } };
}

function held(search: Search): Search {
  const { plan, order } = search;
  const next = { ...search, held: [...new Set([...search.held, order.perSecond])].sort((one, other) => one - other) };
  switch (order.purpose) {
    case 'growing':
      return order.perSecond >= plan.to ? confirm(next, order.perSecond) : grow(next);
    case 'narrowing':
      return narrow({ ...next, heldSinceHigh: search.heldSinceHigh + 1 });
    case 'challenging':
      // What failed before was passing: the search goes on from there.
      return grow({ ...next, high: null, heldSinceHigh: 0, reopened: search.reopened + 1 });
    case 'confirming':
      return search.seen.at(-1) === 'likely met' ? likelyHeld(next) : confirmed(next, order);
  }
}

/** A rate just below may be held beyond doubt; it is tried once. */
function likelyHeld(search: Search): Search {
  const { plan, order, likely, stepsDown: steps } = search;
  const perSecond = steppedDown(plan, order.perSecond, 0);
  if (likely !== null) return confirmed(search, { perSecond: likely.perSecond, number: likely.window });
  if (steps >= stepsDown - 1 || perSecond < plan.from) return confirmed(search, order);
  return confirm({ ...search, likely: { perSecond: order.perSecond, window: order.number } }, perSecond);
}

function confirmed(search: Search, { perSecond, number: window }: Pick<WindowOrder, 'perSecond' | 'number'>): Search {
  const { high } = search;
  if (high?.limit === 'generator') return { ...search, answer: { state: 'at least', perSecond, window, high } };
  return { ...search, answer: { state: 'found', perSecond, window, high } };
}

function notHeld(search: Search): Search {
  const { order, seen } = search;
  const limit = seen.every((one) => one === 'generator' || isGood(one)) ? 'generator' : 'target';
  const high: High = { perSecond: order.perSecond, limit, window: order.number };
  switch (order.purpose) {
    case 'growing':
    case 'narrowing': {
      const next = { ...search, high, heldSinceHigh: 0 };
      return lowOf(next) === null ? { ...next, answer: { state: 'below', high } } : narrow(next);
    }
    case 'challenging':
      return confirm(search, lowOf(search) ?? order.perSecond);
    case 'confirming':
      return stepDown({ ...search, high, likely: null });
  }
}

function isGood(outcome: Outcome): boolean {
  return outcome === 'met' || outcome === 'likely met';
}

function grow(search: Search): Search {
  const { plan, order } = search;
  const perSecond = Math.min(plan.to, toDigits(order.perSecond * plan.step));
  if (perSecond <= order.perSecond) return confirm(search, order.perSecond);
  return turnTo(search, 'growing', perSecond, plan.windowSeconds);
}

/** Half the precision is the search's; the other half is left for what windows of a finite length cannot tell. */
function narrow(search: Search): Search {
  const { plan, high, heldSinceHigh, reopened } = search;
  const low = lowOf(search);
  if (low === null || high === null) return search;
  const between = middle(low, high.perSecond);
  if (high.perSecond / low > 1 + plan.precision / 2 && between > low && between < high.perSecond) {
    return turnTo(search, 'narrowing', between, narrowSeconds(plan, low, high.perSecond));
  }
  if (heldSinceHigh >= suspicious && reopened < mostReopened) {
    return turnTo(search, 'challenging', high.perSecond, narrowSeconds(plan, low, high.perSecond));
  }
  return confirm(search, low);
}

function confirm(search: Search, perSecond: number): Search {
  return turnTo(search, 'confirming', perSecond, confirmSeconds(search.plan, perSecond));
}

function stepDown(search: Search): Search {
  const { plan, order, high } = search;
  const perSecond = Math.max(plan.from, steppedDown(plan, order.perSecond, search.stepsDown));
  if (search.stepsDown >= stepsDown - 1 || perSecond >= order.perSecond) {
    return { ...search, answer: { state: 'unconfirmed', perSecond: lowOf(search), high } };
  }
  return confirm({ ...search, stepsDown: search.stepsDown + 1 }, perSecond);
}

function turnTo(search: Search, purpose: Purpose, perSecond: number, seconds: number): Search {
  const { plan, order, seen } = search;
  const next = orderOf(plan, order.number + 1, purpose, perSecond, seconds);
  // What a window that was given up has left behind must be worked off first.
  const settleSeconds = seen.at(-1) === 'overrun' ? 2 * plan.settleSeconds : plan.settleSeconds;
  return { ...search, order: { ...next, settleSeconds }, seen: [] };
}

function orderOf(
  { settleSeconds }: SearchPlan,
  number: number,
  purpose: Purpose,
  perSecond: number,
  seconds: number,
): WindowOrder {
  return { number, purpose, perSecond, settleSeconds, seconds };
}
