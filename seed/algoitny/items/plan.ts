import type { ItemLayout, RecordOf } from 'patternbench';
import type { plan } from '../entities/plan.ts';
import { planKey, plansTable } from '../keys.ts';

export const planItem: ItemLayout<RecordOf<typeof plan>> = {
  table: plansTable,
  toItem: (plan) => {
    const key = planKey(plan.name);
    return {
      PK: key.PK,
      SK: key.SK,
      GSI1PK: `ACTIVE#${plan.isActive}`,
      GSI1SK: plan.name,
      EntityType: 'SubscriptionPlan',
      PlanId: plan.planId,
      Name: plan.name,
      Description: plan.description,
      MaxHintsPerDay: plan.maxHintsPerDay,
      MaxExecutionsPerDay: plan.maxExecutionsPerDay,
      MaxProblems: plan.maxProblems,
      CanViewAllProblems: plan.canViewAllProblems,
      CanRegisterProblems: plan.canRegisterProblems,
      IsActive: plan.isActive,
      CreatedAt: plan.createdAt,
      UpdatedAt: plan.updatedAt,
    };
  },
  fromItem: (item) => ({
    planId: item.PlanId,
    name: item.Name,
    description: item.Description,
    maxHintsPerDay: item.MaxHintsPerDay,
    maxExecutionsPerDay: item.MaxExecutionsPerDay,
    maxProblems: item.MaxProblems,
    canViewAllProblems: item.CanViewAllProblems,
    canRegisterProblems: item.CanRegisterProblems,
    isActive: item.IsActive,
    createdAt: item.CreatedAt,
    updatedAt: item.UpdatedAt,
  }),
};
