import { type Entity, entity, type World } from 'patternbench';
import { iso, runCreatedMs } from '../clock.ts';
import { indexOfId } from '../identity.ts';
import { logBlocks, logsPerBlock, runBlocks, runsPerBlock } from '../population.ts';
import { hintedRunOfBlock, runHintedBy, searchHistory } from './search-history.ts';

export type UsageAction = 'execution' | 'hint';

export interface UsageLogKeys {
  logId: number;
  userId: number;
  action: UsageAction;
  /** The problem's internal id. */
  problemId: number;
  createdAt: string;
}

export interface UsageLogRest {
  /** A hint also names the task that made it. */
  metadata: { history_id: number; task_id?: string };
}

/** What a log is about, and when it was written: with its run, hints with the last run of their block. */
interface Subject {
  readonly action: UsageAction;
  readonly run: number;
  readonly createdMs: number;
}

/**
 * Logs keep step with runs: for each block of ten runs ten logs of executions and one of a hint. After the dataset's
 * present two for each ordinal, so that a flow's log is about the flow's own run: of run `count + ordinal`, and of the
 * hint that the operation with that ordinal writes.
 */
function subjectOf(world: World, i: number): Subject {
  const fresh = i - world.count(usageLog);
  if (fresh >= 0) {
    const ordinal = fresh >> 1;
    const run = world.count(searchHistory) + ordinal;
    const hint = fresh % 2 === 1;
    return {
      action: hint ? 'hint' : 'execution',
      run: hint ? runHintedBy(world, ordinal) : run,
      createdMs: runCreatedMs(world, run),
    };
  }
  const block = Math.floor(i / logsPerBlock) + runBlocks(world.size) - logBlocks(world.size);
  const place = i % logsPerBlock;
  const last = place === runsPerBlock;
  const run = block * runsPerBlock + (last ? runsPerBlock - 1 : place);
  return {
    action: last ? 'hint' : 'execution',
    run: last ? hintedRunOfBlock(block) : run,
    createdMs: runCreatedMs(world, run),
  };
}

export const usageLog: Entity<UsageLogKeys, UsageLogRest> = entity({
  name: 'usageLog',
  count: (size) => logsPerBlock * logBlocks(size),
  keys: (world, i): UsageLogKeys => {
    const { action, run, createdMs } = subjectOf(world, i);
    const { userId, problemId } = world.keys(searchHistory, run);
    return { logId: i + 1, userId, action, problemId, createdAt: iso(createdMs) };
  },
  rest: (world, keys): UsageLogRest => {
    const { run, action } = subjectOf(world, keys.i);
    if (action === 'execution') return { metadata: { history_id: run + 1 } };
    return { metadata: { history_id: run + 1, task_id: world.random('hint task', keys.i).uuid() } };
  },
  indexOf: (record) => indexOfId(record.logId),
  rising: 'createdAt',
});

/** Which of an ordinal's two fresh logs is about this action: `draw.fresh(usageLog, freshLog(action), 2)`. */
export function freshLog(action: UsageAction): number {
  return action === 'execution' ? 0 : 1;
}
