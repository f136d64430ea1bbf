import { count, type Data, type Expectation, parts, pattern, value } from 'patternbench';
import { searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { user } from '../../../seed/algoitny/entities/user.ts';
import { mainTable, userPk } from '../../../seed/algoitny/keys.ts';
import { languages } from '../../../seed/algoitny/languages.ts';
import { platforms } from '../../../seed/algoitny/platforms.ts';
import { lastWeek, runsOfUser, runsOfUserLastWeek, usageLastWeek } from '../groupings.ts';
import { followPages, wholePage } from '../pages.ts';
import { userEdges } from './user-edges.ts';

const actions = ['execution', 'hint'];

/** How often each of the names occurs, the others not counted. */
function tally(names: readonly string[], values: Iterable<unknown>): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  for (const each of values) {
    const name = String(each);
    if (name in counts) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function counted(names: readonly string[], values: Iterable<unknown>): Expectation {
  const counts = Object.entries(tally(names, values)).map(([name, howMany]) => [name, count(searchHistory, howMany)]);
  return parts(Object.fromEntries(counts));
}

function expectedStats(userId: number, data: Data): Expectation {
  const runs = [...data.group(runsOfUser, userId).members].map((i) => data.keys(searchHistory, i));
  return parts({
    platforms: counted(
      platforms,
      runs.map(({ platform }) => platform),
    ),
    languages: counted(
      languages,
      runs.map(({ language }) => language),
    ),
  });
}

export const userStats = pattern({
  id: '31',
  name: "a user's runs by platform and language",
  class: 'low',
  objective: 'p(99) < 500ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ userId: draw.popular(user).userId }),
  edges: (_draw, data) => userEdges(data, 20),
  expects: ({ userId }, data) => expectedStats(userId, data),
  dynamodb: async (db, { userId }) => {
    const items = await followPages((after) =>
      db.query({
        TableName: mainTable,
        KeyConditionExpression: 'PK = :user AND begins_with(SK, :history)',
        ExpressionAttributeValues: { ':user': userPk(userId), ':history': 'HISTORY#' },
        ProjectionExpression: '#platform, #language',
        ExpressionAttributeNames: { '#platform': 'Platform', '#language': 'Language' },
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    return () => ({
      platforms: tally(
        platforms,
        items().map(({ Platform }) => Platform),
      ),
      languages: tally(
        languages,
        items().map(({ Language }) => Language),
      ),
    });
  },
  postgres: async (db, { userId }) => {
    const reply = await db.query(
      `select platform, language, count(*)::integer as runs from search_history where user_id = $1
       group by grouping sets ((platform), (language))`,
      [userId],
    );
    return () => {
      const runs = new Map(reply.rows.map((row) => [row.platform ?? row.language, row.runs]));
      const of = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, runs.get(name) ?? 0]));
      return { platforms: of(platforms), languages: of(languages) };
    };
  },
});

/** Over the seven whole days before today, so that no write of the workload adds to them. */
export const usageStats = pattern({
  id: '32',
  name: 'usage of the last week by action (admin)',
  class: 'low',
  objective: null,
  params: () => ({}),
  expects: (_params, data) =>
    value(Object.fromEntries(actions.map((action) => [action, data.group(usageLastWeek, action).members.length]))),
  dynamodb: async (db) => {
    const items = await followPages((after) =>
      db.scan({
        TableName: mainTable,
        Limit: wholePage,
        FilterExpression: 'EntityType = :log AND CreatedAt >= :from AND CreatedAt < :until',
        ExpressionAttributeValues: { ':log': 'UsageLog', ':from': lastWeek.from, ':until': lastWeek.until },
        ProjectionExpression: '#action',
        ExpressionAttributeNames: { '#action': 'Action' },
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    return () =>
      tally(
        actions,
        items().map(({ Action }) => Action),
      );
  },
  postgres: async (db) => {
    const reply = await db.query(
      `select action, count(*)::integer as used from usage_logs where created_at >= $1 and created_at < $2
       group by action`,
      [lastWeek.from, lastWeek.until],
    );
    return () => {
      const used = new Map(reply.rows.map((row) => [row.action, row.used]));
      return Object.fromEntries(actions.map((action) => [action, used.get(action) ?? 0]));
    };
  },
});

const topUsersShown = 10;

interface Activity {
  readonly userId: number;
  readonly runs: number;
}

/** The most active first; of the equally active whoever came first. */
function mostActive(activity: Iterable<Activity>): Activity[] {
  return [...activity].sort((one, other) => other.runs - one.runs || one.userId - other.userId).slice(0, topUsersShown);
}

export const topUsers = pattern({
  id: '33',
  name: 'most active users of the last week (admin)',
  class: 'low',
  objective: null,
  params: () => ({}),
  expects: (_params, data) =>
    value(
      mostActive([...data.groupSizes(runsOfUserLastWeek)].map(([userId, runs]) => ({ userId: Number(userId), runs }))),
    ),
  dynamodb: async (db) => {
    const items = await followPages((after) =>
      db.scan({
        TableName: mainTable,
        Limit: wholePage,
        FilterExpression: 'EntityType = :run AND CreatedAt >= :from AND CreatedAt < :until',
        ExpressionAttributeValues: { ':run': 'SearchHistory', ':from': lastWeek.from, ':until': lastWeek.until },
        ProjectionExpression: 'UserId',
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    return () => {
      const runs = new Map<number, number>();
      for (const { UserId } of items()) runs.set(Number(UserId), (runs.get(Number(UserId)) ?? 0) + 1);
      return mostActive([...runs].map(([userId, howMany]) => ({ userId, runs: howMany })));
    };
  },
  postgres: async (db) => {
    const reply = await db.query(
      `select user_id, count(*)::integer as runs from search_history where created_at >= $1 and created_at < $2
       group by user_id order by runs desc, user_id limit $3`,
      [lastWeek.from, lastWeek.until, topUsersShown],
    );
    return () => reply.rows.map((row) => ({ userId: row.user_id, runs: row.runs }));
  },
});
