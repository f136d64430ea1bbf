import { type KeysOf, nothing, oneRecord, pattern, type RecordOf, rows } from 'patternbench';
import { plan, planChangedBy } from '../../../seed/algoitny/entities/plan.ts';
import { planItem } from '../../../seed/algoitny/items/plan.ts';
import { planKey, plansTable } from '../../../seed/algoitny/keys.ts';
import { planRow } from '../../../seed/algoitny/rows/plan.ts';
import { plansByActivity } from '../groupings.ts';
import { insert } from '../insert.ts';
import { followPages } from '../pages.ts';

export const plansForPeople = pattern({
  id: '28.people',
  name: 'plans on sale',
  class: 'low',
  objective: 'p(99) < 100ms',
  objectiveIs: 'assumed',
  params: () => ({}),
  expects: (_params, data) => rows(plan, data.group(plansByActivity, 'true'), { order: { by: 'name' } }),
  dynamodb: async (db) => {
    const items = await followPages((after) =>
      db.query({
        TableName: plansTable,
        IndexName: 'GSI1',
        KeyConditionExpression: 'GSI1PK = :active',
        ExpressionAttributeValues: { ':active': 'ACTIVE#true' },
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    return () => items().map(planItem.fromItem);
  },
  postgres: async (db) => {
    const reply = await db.query('select * from subscription_plans where is_active order by name');
    return () => reply.rows.map(planRow.fromRow);
  },
});

export const plansForAdmins = pattern({
  id: '28.admins',
  name: 'all plans (admin)',
  class: 'low',
  objective: 'p(99) < 100ms',
  objectiveIs: 'assumed',
  params: () => ({}),
  expects: (_params, data) => rows(plan, data.all(plan)),
  dynamodb: async (db) => {
    const items = await followPages((after) =>
      db.scan({ TableName: plansTable, ...(after && { ExclusiveStartKey: after }) }),
    );
    return () => items().map(planItem.fromItem);
  },
  postgres: async (db) => {
    const reply = await db.query('select * from subscription_plans');
    return () => reply.rows.map(planRow.fromRow);
  },
});

export interface OnePlan {
  readonly name: string;
  /** `null`: there is none. */
  readonly plan: KeysOf<typeof plan> | null;
}

export const askedPlan = (found: KeysOf<typeof plan>): OnePlan => ({ name: found.name, plan: found });

export const planByName = pattern({
  id: '29',
  name: 'plan by name',
  class: 'low',
  objective: 'p(99) < 10ms',
  objectiveIs: 'assumed',
  params: (draw) => askedPlan(draw.any(plan)),
  edges: (_draw, data) => ({
    'a plan that is no longer sold': askedPlan(data.keys(plan, 4)),
    'a plan that is not there': { name: '없는 플랜', plan: null },
    'a name in another case': { name: 'FREE', plan: null },
  }),
  expects: ({ plan: found }) => oneRecord(plan, found),
  dynamodb: async (db, { name }) => {
    const reply = await db.get({ TableName: plansTable, Key: planKey(name) });
    return () => (reply.item === null ? null : planItem.fromItem(reply.item));
  },
  postgres: async (db, { name }) => {
    const reply = await db.query('select * from subscription_plans where name = $1', [name]);
    return () => reply.rows.map(planRow.fromRow)[0] ?? null;
  },
});

export interface PlanToPut {
  readonly plan: RecordOf<typeof plan>;
  readonly isNew: boolean;
}

export const putPlan = pattern({
  id: '30',
  name: 'create or change a plan',
  class: 'low',
  objective: 'p(99) < 20ms',
  objectiveIs: 'assumed',
  params: (draw): PlanToPut => ({ plan: planChangedBy(draw.world, draw.ordinal), isNew: false }),
  edges: (draw) => ({ 'a new plan': { plan: draw.fresh(plan), isNew: true } }),
  expects: () => nothing,
  leaves: ({ plan: put, isNew }) => [isNew ? { of: plan, i: put.i } : { of: plan, i: put.i, record: put }],
  dynamodb: async (db, { plan: put }) => {
    await db.put({ TableName: plansTable, Item: planItem.toItem(put) });
  },
  postgres: async (db, { plan: put }) => {
    const { text, values } = insert(planRow, put);
    await db.query(`${text} on conflict (name) do update set ${replaced}`, values);
  },
});

const replaced = planRow.columns
  .filter((column) => column !== 'id' && column !== 'name')
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');
