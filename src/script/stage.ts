import { AsyncLocalStorage } from 'node:async_hooks';
import type { ReadAnswer } from '../workload/answer.ts';

/** Labels of a sample, by name; a threshold selects by them. */
export type Tags = Readonly<Record<string, string>>;

/** What a script's code runs in: an iteration, or the part of the run before, after or beside all iterations. */
export type Stage = IterationStage | OutsideStage;

interface StageBase {
  /** What the code may read as `__ENV`. */
  readonly env: Tags;
  /** Runs a pattern or a flow by its id; its samples carry the tags beside the stage's own. */
  run(id: string, tags: Tags): Promise<ReadAnswer | null>;
  /** Takes a sample of a metric, with the tags given beside the stage's own. */
  sample(metric: string, value: number, tags: Tags): void;
  /** A check of a group and whether it held. */
  checked(group: string, name: string, held: boolean, tags: Tags): void;
  /** The run counts as missed, for this reason. */
  failed(reason: string): void;
  /** The run ends, for this reason. */
  aborted(reason: string): void;
  /** `::outer::inner`, or nothing. */
  readonly group: string;
  /** Sleeps that were not awaited: what comes after them waits for them. */
  readonly pause: Pause;
  /** Patterns that were named and have not been run: `pattern(id)` that nobody awaits does nothing. */
  readonly named: Set<object>;
}

export interface OutsideStage extends StageBase {
  readonly kind: 'setup' | 'teardown' | 'handleSummary';
}

export interface IterationStage extends StageBase {
  readonly kind: 'iteration';
  readonly scenario: ScenarioFacts;
  readonly vu: VuFacts;
  /** Unique over all workers; an arrival that was dropped leaves a gap. */
  readonly iteration: number;
  readonly instance: InstanceFacts;
}

export interface ScenarioFacts {
  readonly name: string;
  readonly executor: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number;
  /** From 0 to 1. */
  progress(): number;
}

/** A virtual user: a place among the iterations that run at once. */
export interface VuFacts {
  /** From 1, unique over all scenarios and workers. */
  readonly id: number;
  /** How many iterations it had before this one, in this scenario. */
  readonly iteration: number;
  /** Tags that it puts on its samples, of all its iterations from here on. */
  readonly tags: Record<string, string>;
}

/** The run on this target, over all workers. */
export interface InstanceFacts {
  /** Milliseconds since the load began, warm-up included. */
  elapsedMs(): number;
  completed(): number;
  interrupted(): number;
  active(): number;
  readonly initialized: number;
}

/** Waiting that has been asked for. */
export interface Pause {
  over: Promise<void> | null;
  /** Asked for so far, all together, in milliseconds. */
  askedMs: number;
}

/** The stage that the running code belongs to. */
export const stages = new AsyncLocalStorage<Stage>();

/** The stage of what calls `what`. */
export function stageOf(what: string): Stage {
  const stage = stages.getStore();
  if (stage === undefined)
    throw new Error(`${what} outside of a load: it belongs into a function of a scenario script`);
  return stage;
}

/** The tag that a group puts on what is inside. */
export function groupTag({ group }: Pick<Stage, 'group'>): Tags {
  return group === '' ? {} : { group };
}
