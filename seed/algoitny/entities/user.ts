import { type Entity, entity, type Random, type World, zipf } from 'patternbench';
import { iso, operationMs, ordinalAt, userCreatedMs } from '../clock.ts';
import { indexOfId } from '../identity.ts';
import { userCount } from '../population.ts';
import { loginText, personName } from '../text/prose.ts';
import { freePlan, planName, proPlan } from './plan.ts';

export interface UserKeys {
  userId: number;
  email: string;
  googleId: string | null;
  subscriptionPlanId: number;
  subscriptionPlanName: string;
  createdAt: string;
}

export interface UserRest {
  name: string;
  picture: string | null;
  isActive: boolean;
  isStaff: boolean;
  isSuperuser: boolean;
  /** Those who come by Google have none. */
  passwordHash: string | null;
  updatedAt: string;
  lastLogin: string | null;
}

const mailDomains = { 'gmail.com': 55, 'naver.com': 30, 'hanmail.net': 8, 'kakao.com': 7 } as const;

/** Shares of the plans, from Free to Legacy. */
const planShares = { '0': 80, '1': 8, '2': 9, '3': 2, '4': 1 } as const;

/** Who signs in with Google: seven of ten. */
export function hasGoogleId(i: number): boolean {
  return i % 10 < 7;
}

/**
 * The oldest tenth of the users are on Free at first, and only they change their plan (26): lists of newest users, and
 * patterns that read a user's plan, can then be compared exactly while plans change.
 */
export function plansThatChange(world: World): number {
  return Math.floor(world.count(user) / 10);
}

/** The user, or another one in the place of those whose plan changes: who starts a flow that reads the plan keeps it. */
export function withSettledPlan(world: World, i: number): number {
  const changing = plansThatChange(world);
  return i < changing ? i + changing : i;
}

export const user: Entity<UserKeys, UserRest> = entity({
  name: 'user',
  count: userCount,
  /** A few people do much of the practising, but no one dominates: the most active of 5,000 makes 1.4 % of the runs. */
  popularity: zipf(0.6),
  keys: (world, i): UserKeys => {
    const random = world.random('user', i);
    const drawn = Number(random.weighted(planShares));
    const plan = i < plansThatChange(world) ? freePlan : drawn;
    return {
      userId: i + 1,
      email: `${loginText(random)}${i + 1}@${random.weighted(mailDomains)}`,
      googleId: hasGoogleId(i) ? googleId(random, i) : null,
      subscriptionPlanId: plan + 1,
      subscriptionPlanName: planName(plan),
      createdAt: iso(userCreatedMs(world, i)),
    };
  },
  rest: (world, keys): UserRest => {
    const random = world.random('user rest', keys.i);
    const createdMs = Date.parse(keys.createdAt);
    const lastLogin = random.chance(0.95)
      ? iso(createdMs + Math.floor(random.fraction() * Math.max(0, world.asOfMs - createdMs)))
      : null;
    const google = keys.googleId !== null;
    return {
      name: personName(random),
      picture: google ? `https://lh3.googleusercontent.com/a/${random.hex(40)}=s96-c` : null,
      isActive: !random.chance(0.02),
      isStaff: random.chance(0.004),
      isSuperuser: keys.i === 0,
      passwordHash: google ? null : `pbkdf2_sha256$870000$${random.hex(22)}$${random.hex(44)}`,
      updatedAt: lastLogin ?? keys.createdAt,
      lastLogin,
    };
  },
  indexOf: (record) => indexOfId(record.userId),
  rising: 'createdAt',
  moves: (world, i) => i < plansThatChange(world),
  stateOf: (world, i, observed) => {
    const ordinal = ordinalAt(world, observed.updatedAt);
    return ordinal === null || userChangedBy(world, ordinal) !== i ? null : userWithPlanOf(world, ordinal);
  },
});

/** Twenty-one digits, as Google's subject ids have. */
function googleId(random: Random, i: number): string {
  return `1${String(random.uint32()).padStart(10, '0')}${String(i).padStart(10, '0')}`;
}

/** i of the user whose plan the operation with this ordinal changes. */
export function userChangedBy(world: World, ordinal: number): number {
  return ordinal % plansThatChange(world);
}

/** That user as the operation leaves it: the plans are Pro and Free by turns. */
export function userWithPlanOf(world: World, ordinal: number): UserKeys & UserRest & { readonly i: number } {
  const turn = Math.floor(ordinal / plansThatChange(world));
  const plan = turn % 2 === 0 ? proPlan : freePlan;
  return {
    ...world.record(user, userChangedBy(world, ordinal)),
    subscriptionPlanId: plan + 1,
    subscriptionPlanName: planName(plan),
    updatedAt: iso(operationMs(world, ordinal)),
  };
}
