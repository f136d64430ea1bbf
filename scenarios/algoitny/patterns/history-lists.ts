import { type Data, pattern, rows } from 'patternbench';
import { searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { user } from '../../../seed/algoitny/entities/user.ts';
import { searchHistoryItem } from '../../../seed/algoitny/items/search-history.ts';
import { mainTable, userPk } from '../../../seed/algoitny/keys.ts';
import { searchHistoryRow } from '../../../seed/algoitny/rows/search-history.ts';
import { publicRuns, runsOfUser } from '../groupings.ts';
import { userEdges } from './user-edges.ts';

const ownPage = 20;
const feedPage = 50;
const newestFirst = { by: 'createdAt', descending: true } as const;

export const historyOfUser = pattern({
  id: '07',
  name: "a user's history, newest first",
  class: 'high',
  objective: 'p(99) < 50ms',
  objectiveIs: 'design',
  params: (draw) => ({ userId: draw.popular(user).userId }),
  edges: (_draw, data) => userEdges(data, ownPage),
  expects: ({ userId }, data) =>
    rows(searchHistory, data.group(runsOfUser, userId), { order: newestFirst, page: ownPage }),
  dynamodb: async (db, { userId }) => {
    const reply = await db.query({
      TableName: mainTable,
      KeyConditionExpression: 'PK = :user AND begins_with(SK, :history)',
      ExpressionAttributeValues: { ':user': userPk(userId), ':history': 'HISTORY#' },
      ScanIndexForward: false,
      Limit: ownPage,
    });
    return () => reply.items.map(searchHistoryItem.fromItem);
  },
  postgres: async (db, { userId }) => {
    const reply = await db.query('select * from search_history where user_id = $1 order by created_at desc limit $2', [
      userId,
      ownPage,
    ]);
    return () => reply.rows.map(searchHistoryRow.fromRow);
  },
});

export const publicFeed = pattern({
  id: '08',
  name: 'public runs, newest first',
  class: 'high',
  objective: 'p(99) < 100ms',
  objectiveIs: 'design',
  params: () => ({}),
  expects: (_params, data) =>
    rows(searchHistory, data.group(publicRuns, 'public'), { order: newestFirst, page: feedPage }),
  dynamodb: async (db) => {
    const reply = await db.query({
      TableName: mainTable,
      IndexName: 'GSI1',
      KeyConditionExpression: 'GSI1PK = :public',
      ExpressionAttributeValues: { ':public': 'PUBLIC#true' },
      ScanIndexForward: false,
      Limit: feedPage,
    });
    return () => reply.items.map(searchHistoryItem.fromItem);
  },
  postgres: async (db) => {
    const reply = await db.query(
      'select * from search_history where is_code_public order by created_at desc limit $1',
      [feedPage],
    );
    return () => reply.rows.map(searchHistoryRow.fromRow);
  },
});

/** i of a person's own runs and of all public ones, by rising i. */
function ownAndPublic(data: Data, userId: number): number[] {
  const own = data.group(runsOfUser, userId).members;
  const shared = data.group(publicRuns, 'public').members;
  return [...new Set([...own, ...shared])].sort((one, other) => one - other);
}

/** The caller asks for a page of each and merges them; its own public runs come in both. */
export const ownAndPublicHistory = pattern({
  id: '09',
  name: "own history and others' public runs, merged",
  class: 'high',
  objective: 'p(99) < 100ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ userId: draw.popular(user).userId }),
  edges: (_draw, data) => userEdges(data, ownPage),
  expects: ({ userId }, data) => rows(searchHistory, ownAndPublic(data, userId), { order: newestFirst, page: ownPage }),
  dynamodb: async (db, { userId }) => {
    const [own, shared] = await Promise.all([
      db.query({
        TableName: mainTable,
        KeyConditionExpression: 'PK = :user AND begins_with(SK, :history)',
        ExpressionAttributeValues: { ':user': userPk(userId), ':history': 'HISTORY#' },
        ScanIndexForward: false,
        Limit: ownPage,
      }),
      db.query({
        TableName: mainTable,
        IndexName: 'GSI1',
        KeyConditionExpression: 'GSI1PK = :public',
        ExpressionAttributeValues: { ':public': 'PUBLIC#true' },
        ScanIndexForward: false,
        Limit: ownPage,
      }),
    ]);
    return () =>
      [...own.items, ...shared.items.filter(({ UserId }) => UserId !== userId)]
        .map(searchHistoryItem.fromItem)
        .sort((one, other) => (String(one.createdAt) < String(other.createdAt) ? 1 : -1))
        .slice(0, ownPage);
  },
  postgres: async (db, { userId }) => {
    const reply = await db.query(
      `(select * from search_history where user_id = $1 order by created_at desc limit $2)
       union all
       (select * from search_history where is_code_public and user_id is distinct from $1 order by created_at desc limit $2)
       order by created_at desc limit $2`,
      [userId, ownPage],
    );
    return () => reply.rows.map(searchHistoryRow.fromRow);
  },
});
