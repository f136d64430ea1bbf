import type { RecordOf } from 'patternbench';
import type { plan } from '../entities/plan.ts';
import { column, rowLayout, time } from './columns.ts';

type Plan = RecordOf<typeof plan>;

export const planRow = rowLayout<Plan>('subscription_plans', [
  column('id', 'planId'),
  column('name', 'name'),
  column('description', 'description'),
  column('max_hints_per_day', 'maxHintsPerDay'),
  column('max_executions_per_day', 'maxExecutionsPerDay'),
  column('max_problems', 'maxProblems'),
  column('can_view_all_problems', 'canViewAllProblems'),
  column('can_register_problems', 'canRegisterProblems'),
  column('is_active', 'isActive'),
  time('created_at', 'createdAt'),
  time('updated_at', 'updatedAt'),
]);
