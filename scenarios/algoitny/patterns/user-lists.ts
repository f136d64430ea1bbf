import { nothing, pattern, rows } from 'patternbench';
import { plan } from '../../../seed/algoitny/entities/plan.ts';
import { user, userWithPlanOf } from '../../../seed/algoitny/entities/user.ts';
import { userItem } from '../../../seed/algoitny/items/user.ts';
import { userKey, userPlanKeys, usersTable } from '../../../seed/algoitny/keys.ts';
import { userRow } from '../../../seed/algoitny/rows/user.ts';
import { usersOfPlan } from '../groupings.ts';
import { followPages, wholePage } from '../pages.ts';
import { userSelect } from './users.ts';

const page = 20;

export const allUsers = pattern({
  id: '23',
  name: 'all users (admin)',
  class: 'low',
  objective: 'p(99) < 500ms',
  objectiveIs: 'design',
  params: () => ({}),
  expects: (_params, data) => rows(user, data.all(user)),
  dynamodb: async (db) => {
    const items = await followPages((after) =>
      db.scan({ TableName: usersTable, Limit: wholePage, ...(after && { ExclusiveStartKey: after }) }),
    );
    return () => items().map(userItem.fromItem);
  },
  postgres: async (db) => {
    const reply = await db.query(userSelect);
    return () => reply.rows.map(userRow.fromRow);
  },
});

export const usersByPlan = pattern({
  id: '27',
  name: 'users of a plan',
  class: 'low',
  objective: 'p(99) < 100ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ planId: draw.any(plan).planId }),
  edges: () => ({
    'the plan of most people': { planId: 1 },
    'a plan that is no longer sold': { planId: 5 },
    'a plan that is not there': { planId: 2_000_000_000 },
  }),
  expects: ({ planId }, data) =>
    rows(user, data.group(usersOfPlan, planId), { order: { by: 'createdAt', descending: true }, page }),
  dynamodb: async (db, { planId }) => {
    const reply = await db.query({
      TableName: usersTable,
      IndexName: 'GSI2',
      KeyConditionExpression: 'GSI2PK = :plan',
      ExpressionAttributeValues: { ':plan': `PLAN#${planId}` },
      ScanIndexForward: false,
      Limit: page,
    });
    return () => reply.items.map(userItem.fromItem);
  },
  postgres: async (db, { planId }) => {
    const reply = await db.query(
      `${userSelect} where u.subscription_plan_id = $1 order by u.created_at desc limit $2`,
      [planId, page],
    );
    return () => reply.rows.map(userRow.fromRow);
  },
});

export const changePlan = pattern({
  id: '26',
  name: "change a user's plan",
  class: 'low',
  objective: 'p(99) < 20ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ user: userWithPlanOf(draw.world, draw.ordinal) }),
  expects: () => nothing,
  leaves: ({ user: after }) => [{ of: user, i: after.i, record: after }],
  dynamodb: async (db, { user: after }) => {
    await db.update({
      TableName: usersTable,
      Key: userKey(after.email),
      UpdateExpression:
        'SET SubscriptionPlanId = :plan, SubscriptionPlanName = :name, GSI2PK = :GSI2PK, UpdatedAt = :updatedAt',
      ExpressionAttributeValues: {
        ':plan': after.subscriptionPlanId,
        ':name': after.subscriptionPlanName,
        ':GSI2PK': userPlanKeys(after).GSI2PK,
        ':updatedAt': after.updatedAt,
      },
    });
  },
  postgres: async (db, { user: after }) => {
    await db.query('update users set subscription_plan_id = $1, updated_at = $2 where email = $3', [
      after.subscriptionPlanId,
      after.updatedAt,
      after.email,
    ]);
  },
});
