import { type KeysOf, oneRecord, pattern, type RecordOf } from 'patternbench';
import { plan } from '../../../seed/algoitny/entities/plan.ts';
import { plansThatChange, user, withSettledPlan } from '../../../seed/algoitny/entities/user.ts';
import { planItem } from '../../../seed/algoitny/items/plan.ts';
import { planKey, plansTable, usersTable } from '../../../seed/algoitny/keys.ts';
import { planRow } from '../../../seed/algoitny/rows/plan.ts';
import { firstLike, mostPopular, present } from '../edges.ts';

type Plan = RecordOf<typeof plan>;
type User = KeysOf<typeof user>;

export interface LimitsAsked {
  readonly userId: number;
  /** i of the user's plan; `null`: there is no such user. */
  readonly plan: number | null;
}

export const askedLimits = (of: User): LimitsAsked => ({ userId: of.userId, plan: of.subscriptionPlanId - 1 });

const limitsOf = (of: Readonly<Record<string, unknown>>) => ({
  planId: of.planId,
  maxHintsPerDay: of.maxHintsPerDay,
  maxExecutionsPerDay: of.maxExecutionsPerDay,
  maxProblems: of.maxProblems,
  canViewAllProblems: of.canViewAllProblems,
  canRegisterProblems: of.canRegisterProblems,
  updatedAt: of.updatedAt,
});

export const planLimits = pattern({
  id: '16',
  name: "a user's plan limits",
  class: 'high',
  objective: 'p(99) < 20ms',
  objectiveIs: 'assumed',
  params: (draw) => askedLimits(draw.world.keys(user, withSettledPlan(draw.world, draw.popular(user).i))),
  edges: (_draw, data) => {
    const onPlan = (planId: number) => firstLike(data, user, (keys) => (keys as User).subscriptionPlanId === planId);
    const asked = (found: object | null) => (found === null ? null : askedLimits(found as User));
    const hottest = data.keys(user, mostPopular(data, user));
    return present<LimitsAsked>({
      'the most active person': hottest.i >= plansThatChange(data.world) ? askedLimits(hottest) : null,
      'a person on Pro': asked(onPlan(3)),
      'a person on a plan that is no longer sold': asked(onPlan(5)),
      'a person who is not there': { userId: 2_000_000_000, plan: null },
    });
  },
  expects: ({ plan: i }, data) =>
    oneRecord(plan, i === null ? null : data.keys(plan, i), (of: Plan) => limitsOf({ ...of })),
  dynamodb: async (db, { userId }) => {
    const found = await db.query({
      TableName: usersTable,
      IndexName: 'GSI3',
      KeyConditionExpression: 'GSI3PK = :user',
      ExpressionAttributeValues: { ':user': `USERID#${userId}` },
    });
    const name = found.items[0]?.SubscriptionPlanName;
    if (typeof name !== 'string') return () => null;
    const reply = await db.get({ TableName: plansTable, Key: planKey(name) });
    return () => (reply.item === null ? null : limitsOf(planItem.fromItem(reply.item)));
  },
  postgres: async (db, { userId }) => {
    const reply = await db.query(
      'select p.* from users u join subscription_plans p on p.id = u.subscription_plan_id where u.id = $1',
      [userId],
    );
    return () => reply.rows.map((row) => limitsOf(planRow.fromRow(row)))[0] ?? null;
  },
});
