import { type Draw, type Item, pattern, rows } from 'patternbench';
import { recordInMain } from '../../../seed/algoitny/dynamodb.ts';
import { searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { user } from '../../../seed/algoitny/entities/user.ts';
import { searchHistoryItem } from '../../../seed/algoitny/items/search-history.ts';
import { mainTable, userPk } from '../../../seed/algoitny/keys.ts';
import { searchHistoryRow } from '../../../seed/algoitny/rows/search-history.ts';
import { type Cursor, cursorAfter, leftBy } from '../cursor.ts';
import { publicRuns, runsOfPlatform, runsOfUser } from '../groupings.ts';

const newestFirst = { by: 'createdAt', descending: true } as const;

/** What follows in a list of runs. */
export interface NextRuns {
  /** Whose, or of what. */
  readonly value: string | number;
  readonly after: Cursor;
}

interface List<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly class: 'high' | 'medium';
  readonly grouping: typeof runsOfUser | typeof publicRuns | typeof runsOfPlatform;
  readonly page: number;
  readonly index: 'GSI1' | 'GSI2' | null;
  /** The condition on the keys, with its values. */
  readonly keys: (value: string | number) => { readonly condition: string; readonly values: Item };
  /** With $3 for the value, where it needs one. */
  readonly condition: string;
  readonly drawn: (draw: Draw) => string | number;
}

/** The second page of a list, and how to ask for that of a certain one. Only first pages have an objective. */
function nextRuns<const Id extends string>(list: List<Id>) {
  const { id, name, grouping, page, index, keys, condition, drawn } = list;
  const asked = (draw: Draw, value: string | number, shown: number): NextRuns => {
    const { toItem } = searchHistoryItem;
    const after = cursorAfter(draw.world, draw.group(grouping, value), shown, { of: searchHistory, index, toItem });
    if (after === null) throw new RangeError(`no runs of ${value}`);
    return { value, after };
  };
  const next = pattern({
    id,
    name,
    class: list.class,
    objective: null,
    params: (draw) => asked(draw, drawn(draw), page),
    edges: (draw) => {
      const value = drawn(draw);
      const all = draw.group(grouping, value).members.length;
      return {
        'the last page': asked(draw, value, Math.max(1, all - page)),
        'a last page of one': asked(draw, value, Math.max(1, all - 1)),
        'after the last': asked(draw, value, all),
      };
    },
    expects: ({ value, after }, data) =>
      rows(searchHistory, leftBy(after, data.group(grouping, value)), { order: newestFirst, page }),
    dynamodb: async (db, { value, after }) => {
      const { condition: keyCondition, values } = keys(value);
      const reply = await db.query({
        TableName: mainTable,
        ...(index !== null && { IndexName: index }),
        KeyConditionExpression: keyCondition,
        ExpressionAttributeValues: values,
        ScanIndexForward: false,
        Limit: page,
        ExclusiveStartKey: after.start,
      });
      return () => reply.items.map(recordInMain);
    },
    postgres: async (db, { value, after }) => {
      const own = condition.includes('$3') ? [value] : [];
      const reply = await db.query(
        `select * from search_history where ${condition} and (created_at, id) < ($1, $2)
         order by created_at desc, id desc limit ${page}`,
        [after.createdAt, after.id, ...own],
      );
      return () => reply.rows.map(searchHistoryRow.fromRow);
    },
  });
  return { pattern: next, asked: (draw: Draw, value: string | number) => asked(draw, value, page) };
}

const pageOfRuns = 20;

export const { pattern: nextOfUser, asked: askedNextOfUser } = nextRuns({
  id: '07.next',
  name: "a user's history, next page",
  class: 'high',
  grouping: runsOfUser,
  page: pageOfRuns,
  index: null,
  keys: (userId) => ({
    condition: 'PK = :user AND begins_with(SK, :history)',
    values: { ':user': userPk(Number(userId)), ':history': 'HISTORY#' },
  }),
  condition: 'user_id = $3',
  drawn: readerOf,
});

export const { pattern: nextPublic } = nextRuns({
  id: '08.next',
  name: 'public runs, next page',
  class: 'high',
  grouping: publicRuns,
  page: 50,
  index: 'GSI1',
  keys: () => ({ condition: 'GSI1PK = :public', values: { ':public': 'PUBLIC#true' } }),
  condition: 'is_code_public',
  drawn: () => 'public',
});

export const { pattern: nextOnPlatform } = nextRuns({
  id: '11.platform.next',
  name: 'runs on a platform, next page',
  class: 'medium',
  grouping: runsOfPlatform,
  page: pageOfRuns,
  index: 'GSI2',
  keys: (platform) => ({ condition: 'GSI2PK = :platform', values: { ':platform': `PLATFORM#${platform}` } }),
  condition: 'platform = $3',
  drawn: (draw) => draw.popular(searchHistory).platform,
});

/** Somebody who has a second page, if one is met soon. */
function readerOf(draw: Draw): number {
  let userId = ownerOf(draw);
  for (let tries = 0; tries < 20 && draw.group(runsOfUser, userId).members.length <= pageOfRuns; tries++) {
    userId = ownerOf(draw);
  }
  return userId;
}

/** A user with a run, as active as users are. */
export function ownerOf(draw: Draw): number {
  const { userId } = draw.popular(user);
  return draw.group(runsOfUser, userId).members.length > 0 ? userId : draw.any(searchHistory).userId;
}
