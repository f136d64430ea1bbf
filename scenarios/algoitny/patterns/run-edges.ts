import type { Data, KeysOf } from 'patternbench';
import { isSentTwice, searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { firstLike, present } from '../edges.ts';
import { askedRun, type OneRun } from './asked-run.ts';

type Run = KeysOf<typeof searchHistory>;

export function runEdges(data: Data): Readonly<Record<string, OneRun>> {
  const like = (test: (run: Run) => boolean) => {
    const found = firstLike(data, searchHistory, (keys) => test(keys as Run));
    return found === null ? null : askedRun(found as Run);
  };
  const newest = data.keys(searchHistory, data.count(searchHistory) - 1);
  return present({
    'the newest run': askedRun(newest),
    'the oldest run': askedRun(data.keys(searchHistory, 0)),
    'a run that was sent twice': like(({ i }) => isSentTwice(i)),
    'a public run': like(({ isCodePublic }) => isCodePublic),
    'a run that is not there': {
      historyId: 2_000_000_000,
      userId: newest.userId,
      createdAt: newest.createdAt,
      run: null,
    },
    "another person's run": { ...askedRun(newest), userId: newest.userId + 1, run: null },
  });
}
