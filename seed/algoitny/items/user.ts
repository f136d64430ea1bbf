import type { ItemLayout, RecordOf } from 'patternbench';
import type { user } from '../entities/user.ts';
import { metadata, userKey, userPlanKeys, usersTable } from '../keys.ts';
import { orAbsent, orNull } from './fields.ts';

export const userItem: ItemLayout<RecordOf<typeof user>> = {
  table: usersTable,
  toItem: (user) => {
    const key = userKey(user.email);
    const listed = userPlanKeys(user);
    return {
      PK: key.PK,
      SK: key.SK,
      GSI1PK: user.googleId === null ? undefined : `GOOGLEID#${user.googleId}`,
      GSI1SK: user.googleId === null ? undefined : metadata,
      GSI2PK: listed.GSI2PK,
      GSI2SK: listed.GSI2SK,
      GSI3PK: `USERID#${user.userId}`,
      GSI3SK: metadata,
      EntityType: 'User',
      UserId: user.userId,
      Email: user.email,
      Name: user.name,
      Picture: orAbsent(user.picture),
      GoogleId: orAbsent(user.googleId),
      IsActive: user.isActive,
      IsStaff: user.isStaff,
      IsSuperuser: user.isSuperuser,
      PasswordHash: orAbsent(user.passwordHash),
      SubscriptionPlanId: user.subscriptionPlanId,
      SubscriptionPlanName: user.subscriptionPlanName,
      CreatedAt: user.createdAt,
      UpdatedAt: user.updatedAt,
      LastLogin: orAbsent(user.lastLogin),
    };
  },
  fromItem: (item) => ({
    userId: item.UserId,
    email: item.Email,
    name: item.Name,
    picture: orNull(item, 'Picture'),
    googleId: orNull(item, 'GoogleId'),
    isActive: item.IsActive,
    isStaff: item.IsStaff,
    isSuperuser: item.IsSuperuser,
    passwordHash: orNull(item, 'PasswordHash'),
    subscriptionPlanId: item.SubscriptionPlanId,
    subscriptionPlanName: item.SubscriptionPlanName,
    createdAt: item.CreatedAt,
    updatedAt: item.UpdatedAt,
    lastLogin: orNull(item, 'LastLogin'),
  }),
};
