import type { Data } from 'patternbench';
import { isSentTwice, searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { groupWithAtLeast, largestGroup, present } from '../edges.ts';
import { runsOfUser } from '../groupings.ts';

/** People whose histories are unlike most: by what is special about them. */
export function userEdges(data: Data, page: number): Readonly<Record<string, { readonly userId: number }>> {
  const withRuns = (value: string | number | null) => (value === null ? null : { userId: Number(value) });
  const exactly = groupWithAtLeast(data, runsOfUser, page);
  const one = groupWithAtLeast(data, runsOfUser, 1);
  const twice = lastSentTwice(data);
  return present({
    'the most active person': withRuns(largestGroup(data, runsOfUser)),
    'a person with few runs': withRuns(one),
    'a page that is just full': withRuns(exactly),
    'a page and one': withRuns(groupWithAtLeast(data, runsOfUser, page + 1)),
    'two runs of the same millisecond': twice === null ? null : { userId: data.keys(searchHistory, twice).userId },
    'a person who is not there': { userId: 2_000_000_000 },
  });
}

/** i of the newest run that was sent twice. */
function lastSentTwice(data: Data): number | null {
  for (let i = data.count(searchHistory) - 1; i > 0; i--) if (isSentTwice(i)) return i;
  return null;
}
