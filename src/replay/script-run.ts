import type { Threshold } from '../judge/thresholds.ts';
import { RunAborted } from '../script/run-ended.ts';
import type { CrewResult } from './crew.ts';
import type { DatasetOrder, Replay, ReplayPlace } from './order.ts';
import { runStage } from './stage.ts';
import type { StageEnd } from './stage-message.ts';

/** What a script asks for that no thread needs to know. */
export interface ScriptAsked {
  readonly thresholds: readonly Threshold[];
  /** As it exports them. */
  readonly options: Readonly<Record<string, unknown>>;
}

interface Around {
  readonly replay: Replay;
  readonly dataset: DatasetOrder;
  readonly place: ReplayPlace;
  readonly signal: AbortSignal;
}

/** What a target's load came to, or why there was none. */
export interface ScriptLoad {
  readonly result: CrewResult | null;
  readonly setupData: string | null;
  readonly failure: Error | null;
}

/**
 * Runs a load between the script's `setup` and `teardown`, k6's order: `setup` once, before all workers; `teardown`
 * whatever became of the load, but not where `setup` failed.
 */
export async function around(
  { replay, dataset, place, signal }: Around,
  load: (setUp: StageEnd | null) => Promise<CrewResult>,
): Promise<ScriptLoad> {
  const timeouts = replay.script?.timeoutsMs;
  let setUp: StageEnd | null = null;
  if (timeouts !== undefined && timeouts.setup !== null) {
    try {
      const order = { stage: 'setup', replay, dataset, place, argument: null } as const;
      setUp = await runStage(order, timeouts.setup, signal);
    } catch (error) {
      return { result: null, setupData: null, failure: signal.aborted ? null : asError(error) };
    }
  }
  const result = await load(setUp);
  const setupData = setUp?.result ?? null;
  let { failure } = result;
  if (timeouts !== undefined && timeouts.teardown !== null) {
    try {
      const order = { stage: 'teardown', replay, dataset, place, argument: setupData } as const;
      const { interval } = await runStage(order, timeouts.teardown, null);
      result.tally.addScript([interval]);
    } catch (error) {
      failure ??= asError(error);
    }
  }
  return { result, setupData, failure };
}

/** Why a failure ended the load, where the script asked for it; `null` for any other. */
export function askedFor(failure: Error | null): string | null {
  return failure instanceof RunAborted ? failure.message : null;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
