import type { RunRecord } from '../runs/run-record.ts';
import type { BacklogPoint } from './backlog.ts';
import { type Cause, orConnections, type Waits } from './cause.ts';
import { begin, type Search, told, type WindowOrder } from './search.ts';
import type { SearchPlan } from './search-plan.ts';
import { type WindowOutcome, windowOutcome } from './window-outcome.ts';

/** A window as it was measured. */
export interface MeasuredWindow {
  readonly record: RunRecord;
  readonly points: readonly BacklogPoint[];
  readonly givenUp: 'overrun' | 'unsettled' | null;
  readonly waits: readonly Waits[];
  /** The folder of its saved run. */
  readonly folder: string;
  /** What ended the load before its time, and the search with it. */
  readonly failure: Error | null;
}

/** A window as it was judged. */
export interface SearchedWindow extends WindowOutcome {
  readonly order: WindowOrder;
  readonly points: readonly BacklogPoint[];
  readonly record: RunRecord;
  readonly folder: string;
}

/** What became of a search on one target; without an answer it was interrupted or failed. */
export interface TargetSearch {
  readonly search: Search;
  readonly windows: readonly SearchedWindow[];
  readonly failure: Error | null;
}

export interface SearchOptions {
  readonly plan: SearchPlan;
  /** Puts the load of a window on the target. */
  readonly measure: (order: WindowOrder) => Promise<MeasuredWindow>;
  /** Called with every window, and all until then. */
  readonly onWindow: (window: SearchedWindow, soFar: TargetSearch) => Promise<void>;
  readonly maxInFlight: number;
  /** Of PostgreSQL's pool. */
  readonly connections: number;
  readonly signal: AbortSignal;
}

/** Measures windows until the search has its answer. */
export async function searchTarget(options: SearchOptions): Promise<TargetSearch> {
  const { plan, measure, onWindow, maxInFlight, connections, signal } = options;
  let search = begin(plan);
  const windows: SearchedWindow[] = [];
  let lowest: readonly Waits[] = [];
  while (search.answer === null) {
    const { order } = search;
    const { record, points, givenUp, waits, folder, failure } = await measure(order);
    if (failure !== null || signal.aborted) return { search, windows, failure };
    const judged = windowOutcome({ order, record, points, givenUp, maxInFlight });
    if (windows.length === 0) lowest = waits;
    const causes = judged.causes.map((cause: Cause) => orConnections(cause, waits, lowest, connections));
    const window = { ...judged, causes, order, points, record, folder };
    windows.push(window);
    search = told(search, judged.outcome);
    await onWindow(window, { search, windows, failure: null });
  }
  return { search, windows, failure: null };
}
