import type { RecordOf } from 'patternbench';
import { planName } from '../entities/plan.ts';
import type { user } from '../entities/user.ts';
import { column, rowLayout, time } from './columns.ts';

type User = RecordOf<typeof user>;

/** The plan's name is not stored with the user: a statement joins it, or it follows from the plan's id. */
export const userRow = rowLayout<User>(
  'users',
  [
    column('id', 'userId'),
    column('email', 'email'),
    column('name', 'name'),
    column('picture', 'picture'),
    column('google_id', 'googleId'),
    column('is_active', 'isActive'),
    column('is_staff', 'isStaff'),
    column('is_superuser', 'isSuperuser'),
    column('password_hash', 'passwordHash'),
    column('subscription_plan_id', 'subscriptionPlanId'),
    time('created_at', 'createdAt'),
    time('updated_at', 'updatedAt'),
    time('last_login', 'lastLogin'),
  ],
  (row) => ({ subscriptionPlanName: row.subscription_plan_name ?? planName(Number(row.subscription_plan_id) - 1) }),
);
