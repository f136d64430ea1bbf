import type { KeysOf } from 'patternbench';
import type { searchHistory } from '../../../seed/algoitny/entities/search-history.ts';

/** A run that is asked for by its key. */
export interface OneRun {
  readonly historyId: number;
  readonly userId: number;
  readonly createdAt: string;
  /** `null`: there is none. */
  readonly run: KeysOf<typeof searchHistory> | null;
}

export const askedRun = (run: KeysOf<typeof searchHistory>): OneRun => ({
  historyId: run.historyId,
  userId: run.userId,
  createdAt: run.createdAt,
  run,
});
