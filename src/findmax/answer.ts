import type { FindmaxAnswer, FindmaxTarget, FindmaxWindow } from '../runs/findmax-record.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Traffic } from '../workload/traffic.ts';
import { dailyUsers, type Held } from './daily-users.ts';
import { lowOf, type Search } from './search.ts';
import type { SearchedWindow, TargetSearch } from './target-search.ts';

export interface AnswerContext {
  readonly traffic: Traffic;
  /** How daily active users follow from the operations that were held. */
  readonly usersBy: 'together' | 'each';
  /** A window's folder, seen from the search's. */
  readonly relative: (folder: string) => string;
}

/** What a search says of its target, be it over or not. */
export function targetAnswer(
  facts: Pick<FindmaxTarget, 'name' | 'provenance' | 'latencyIs'>,
  { search, windows }: Pick<TargetSearch, 'search' | 'windows'>,
  context: AnswerContext,
): FindmaxTarget {
  return {
    ...facts,
    answer: answerOf(search, windows, context),
    windows: windows.map((window) => windowRecord(window, context)),
  };
}

/** A window as it is saved. */
export function windowRecord(
  { order, outcome, causes, nearest, points, folder }: SearchedWindow,
  { relative }: Pick<AnswerContext, 'relative'>,
): FindmaxWindow {
  return { ...order, outcome, causes, nearest, backlog: points, run: relative(folder) };
}

function answerOf(
  search: Search,
  windows: readonly SearchedWindow[],
  { traffic, usersBy }: AnswerContext,
): FindmaxAnswer {
  const { answer, high } = search;
  const state = answer?.state ?? 'none yet';
  const perSecond = answer === null ? lowOf(search) : answer.state === 'below' ? null : answer.perSecond;
  const best = windows.findLast(({ order, outcome }) => order.perSecond === perSecond && isGood(outcome));
  const held = best === undefined ? [] : heldOf(best.record);
  const broken = high === null ? undefined : windows.find(({ order }) => order.number === high.window);
  const broke = (broken?.causes.length ?? 0) > 0 ? (broken?.causes ?? []) : causesAt(windows, high?.perSecond);
  // The search tells the generator's failures from the target's; connections are told from these by their waits.
  const limit = high?.limit === 'target' && broke[0]?.limit === 'connections' ? 'connections' : high?.limit;
  const operationsPerSecond = best === undefined ? null : sum(held.map((one) => one.perSecond));
  const bare: Bare = {
    state,
    perSecond,
    operationsPerSecond,
    dau: held.length === 0 ? null : dailyUsers(traffic, held, usersBy),
    above: high === null || limit === undefined ? null : { perSecond: high.perSecond, limit, window: high.window },
    broke,
    undecided: best?.undecided ?? [],
  };
  return { ...bare, says: sentenceOf(bare) };
}

function isGood(outcome: SearchedWindow['outcome']): boolean {
  return outcome === 'met' || outcome === 'likely met';
}

/** A failing rate whose last window was held, as two of three decide, has its causes in another one. */
function causesAt(windows: readonly SearchedWindow[], perSecond: number | undefined): SearchedWindow['causes'] {
  return windows.findLast(({ order, causes }) => order.perSecond === perSecond && causes.length > 0)?.causes ?? [];
}

function heldOf({ targets, seconds }: RunRecord): Held[] {
  return (targets[0]?.patterns ?? [])
    .filter(({ scheduled }) => scheduled > 0)
    .map(({ pattern, scheduled }) => ({ pattern, perSecond: scheduled / seconds }));
}

function sum(values: readonly number[]): number {
  return Math.round(values.reduce((total, value) => total + value, 0) * 100) / 100;
}

type Bare = Omit<FindmaxAnswer, 'says'>;

function sentenceOf({ state, perSecond, above }: Bare): string {
  const rate = perSecond === null ? 'no rate' : shownRate(perSecond);
  const next = above === null ? '' : shownRate(above.perSecond);
  switch (state) {
    case 'found':
      if (above === null) return `${rate} was held, the highest that was asked for.`;
      return above.limit === 'connections'
        ? `${rate} was held and ${next} was not, with the connections that there are; the target's own limit is not known.`
        : `${rate} was held and ${next} was not.`;
    case 'at least':
      return `At least ${rate}: at ${next} the generator was the limit, so the target's own limit is not known.`;
    case 'unconfirmed': {
      const whose = above?.limit === 'generator' ? ` At ${next} the generator was the limit.` : '';
      return perSecond === null
        ? `No rate was held in a long window.${whose}`
        : `${rate} was held in a short window, and no rate near it in a long one.${whose}`;
    }
    case 'below':
      return above?.limit === 'generator'
        ? `At ${next}, the lowest rate, the generator was the limit already: nothing is known of the target.`
        : `Not even ${next}, the lowest rate, was held.`;
    case 'none yet':
      return perSecond === null
        ? 'The search ended before any rate was held.'
        : `${rate} was held${next === '' ? '' : ` and ${next} was not`} when the search ended; it is not confirmed.`;
  }
}

/** `1,240/s` */
export function shownRate(perSecond: number): string {
  return `${perSecond.toLocaleString('en-US', { maximumSignificantDigits: 4 })}/s`;
}
