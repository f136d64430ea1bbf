import { count, nothing, pattern } from 'patternbench';
import { today } from '../../../seed/algoitny/clock.ts';
import { freshLog, type UsageAction, usageLog } from '../../../seed/algoitny/entities/usage-log.ts';
import { user } from '../../../seed/algoitny/entities/user.ts';
import { usageLogItem } from '../../../seed/algoitny/items/usage-log.ts';
import { mainTable, usagePrefix, userPk } from '../../../seed/algoitny/keys.ts';
import { usageLogRow } from '../../../seed/algoitny/rows/usage-log.ts';
import { largestGroup, present } from '../edges.ts';
import { usageKey, usageToday } from '../groupings.ts';
import { insert } from '../insert.ts';

/** Executions and hints, as often as people ask for them. */
const actionShares: Readonly<Record<UsageAction, number>> = { execution: 20, hint: 2 };

export interface UsageAsked {
  readonly userId: number;
  readonly action: UsageAction;
}

export const usageOfToday = pattern({
  id: '14',
  name: "check today's usage",
  class: 'high',
  objective: 'p(99) < 10ms',
  objectiveIs: 'design',
  needsStrongConsistency: 'the limit is checked right after the action before it was logged',
  params: (draw): UsageAsked => ({
    userId: draw.popular(user).userId,
    action: draw.random.weighted(actionShares),
  }),
  edges: (_draw, data) => {
    const busiest = String(largestGroup(data, usageToday) ?? '').split(' ')[0];
    return present<UsageAsked>({
      'the most active person today': busiest ? { userId: Number(busiest), action: 'execution' } : null,
      'hints of the most active person': busiest ? { userId: Number(busiest), action: 'hint' } : null,
      'a person who is not there': { userId: 2_000_000_000, action: 'execution' },
    });
  },
  expects: ({ userId, action }, data) =>
    count(usageLog, data.group(usageToday, usageKey(userId, action)).members.length),
  dynamodb: async (db, { userId, action }) => {
    const reply = await db.query({
      TableName: mainTable,
      KeyConditionExpression: 'PK = :user AND begins_with(SK, :today)',
      ExpressionAttributeValues: { ':user': userPk(userId), ':today': usagePrefix(today, action) },
      Select: 'COUNT',
    });
    return () => reply.count;
  },
  postgres: async (db, { userId, action }) => {
    const reply = await db.query(
      `select count(*)::integer as used from usage_logs
       where user_id = $1 and action = $2 and created_at >= $3 and created_at < $3::timestamptz + interval '1 day'`,
      [userId, action, `${today}T00:00:00Z`],
    );
    return () => reply.rows[0]?.used;
  },
});

export const logUsage = pattern({
  id: '15',
  name: 'log a usage action',
  class: 'high',
  objective: 'p(99) < 20ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ log: draw.fresh(usageLog, freshLog(draw.random.weighted(actionShares)), 2) }),
  expects: () => nothing,
  leaves: ({ log }) => [{ of: usageLog, i: log.i }],
  dynamodb: async (db, { log }) => {
    await db.put({ TableName: mainTable, Item: usageLogItem.toItem(log) });
  },
  postgres: async (db, { log }) => {
    await db.query(insert(usageLogRow, log));
  },
});
