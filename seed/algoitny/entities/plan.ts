import { type Entity, entity, type World } from 'patternbench';
import { iso, operationMs, ordinalAt } from '../clock.ts';
import { indexOfId } from '../identity.ts';

export interface PlanKeys {
  planId: number;
  name: string;
  isActive: boolean;
  createdAt: string;
}

export interface PlanRest {
  description: string;
  maxHintsPerDay: number;
  maxExecutionsPerDay: number;
  /** -1: as many as there are. */
  maxProblems: number;
  canViewAllProblems: boolean;
  canRegisterProblems: boolean;
  updatedAt: string;
}

interface PlanOffer extends Omit<PlanRest, 'updatedAt'> {
  readonly name: string;
  readonly isActive: boolean;
}

/** What is sold, with the daily limits; Free's and Pro's are the design's own. */
const offers: readonly PlanOffer[] = [
  offer('Free', '무료 플랜: 하루 50회 실행, 힌트 5개', 5, 50, 100, false, false),
  offer('Basic', '학습자를 위한 기본 플랜', 20, 200, 1000, true, false),
  offer('Pro', 'Everything, for people who practise every day', 100, 500, -1, true, true),
  offer('Team', '팀과 학교를 위한 플랜 (좌석 단위)', 200, 2000, -1, true, true),
  offer('Legacy', 'No longer sold', 10, 100, 500, true, false),
];

export const freePlan = 0;
export const proPlan = 2;
/** The plan that the workload's own changes (30) change. */
export const changedPlan = 3;
const legacyPlan = 4;

function offer(
  name: string,
  description: string,
  maxHintsPerDay: number,
  maxExecutionsPerDay: number,
  maxProblems: number,
  canViewAllProblems: boolean,
  canRegisterProblems: boolean,
): PlanOffer {
  return {
    name,
    description,
    maxHintsPerDay,
    maxExecutionsPerDay,
    maxProblems,
    canViewAllProblems,
    canRegisterProblems,
    isActive: name !== 'Legacy',
  };
}

/** The name that users' items repeat. */
export function planName(i: number): string {
  return offers[i]?.name ?? `Campaign ${i + 1}`;
}

const dayMs = 86_400_000;

/** The first plans came three years ago, a day apart; a fresh one comes with its operation. */
function createdMs(world: World, i: number): number {
  return i < offers.length ? world.asOfMs - (1095 - i) * dayMs : operationMs(world, i - offers.length);
}

export const plan: Entity<PlanKeys, PlanRest> = entity({
  name: 'plan',
  count: () => offers.length,
  keys: (world, i): PlanKeys => ({
    planId: i + 1,
    name: planName(i),
    isActive: i !== legacyPlan,
    createdAt: iso(createdMs(world, i)),
  }),
  rest: (_world, keys): PlanRest => {
    const offered = offers[keys.i] ?? offer(keys.name, '기간 한정 캠페인', 10, 100, 500, true, false);
    return {
      description: offered.description,
      maxHintsPerDay: offered.maxHintsPerDay,
      maxExecutionsPerDay: offered.maxExecutionsPerDay,
      maxProblems: offered.maxProblems,
      canViewAllProblems: offered.canViewAllProblems,
      canRegisterProblems: offered.canRegisterProblems,
      updatedAt: keys.createdAt,
    };
  },
  indexOf: (record) => indexOfId(record.planId),
  rising: 'createdAt',
  stateOf: (world, i, observed) => {
    const ordinal = ordinalAt(world, observed.updatedAt);
    return ordinal === null || i !== changedPlan ? null : planChangedBy(world, ordinal);
  },
});

/** The changed plan as the operation with this ordinal leaves it: other limits and another description. */
export function planChangedBy(world: World, ordinal: number): PlanKeys & PlanRest & { readonly i: number } {
  return {
    ...world.record(plan, changedPlan),
    description: `팀과 학교를 위한 플랜, ${1 + (ordinal % 50)}석`,
    maxExecutionsPerDay: 2000 + 100 * (ordinal % 7),
    updatedAt: iso(operationMs(world, ordinal)),
  };
}
