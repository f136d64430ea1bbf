import type { Stage } from './rate-curve.ts';
import { type Stripe, shareOf } from './schedule.ts';

/** From this moment on so many virtual users work. */
export interface VuStep {
  readonly atUs: number;
  readonly vus: number;
}

/** How many iterations there are to do: as many as time allows, so many in all, or so many for each user. */
export type Iterations =
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'shared'; readonly count: number }
  | { readonly kind: 'each'; readonly count: number };

/** A closed-loop load: users who each start an iteration as soon as their last has ended. */
export interface VuPlan {
  /** In order of time. */
  readonly steps: readonly VuStep[];
  /** No iteration starts from here on; those of a given number that were not started by then are dropped. */
  readonly endUs: number;
  readonly iterations: Iterations;
  /** How long a user who is no longer needed may finish an iteration in; it is cut then. */
  readonly rampDownGraceUs: number;
  /** The same at the end of the load. */
  readonly graceUs: number;
}

/** Users in a straight line from stage to stage, in whole users: a count holds from the moment at which the line reaches it. */
export function rampingVus(startVus: number, stages: readonly Stage[]): readonly VuStep[] {
  const steps: VuStep[] = [{ atUs: 0, vus: startVus }];
  let fromUs = 0;
  let from = startVus;
  for (const { durationUs, target } of stages) {
    const towards = Math.sign(target - from);
    const first = durationUs === 0 ? target : from + towards;
    for (let vus = first; towards !== 0 && vus !== target + towards; vus += towards) {
      steps.push({ atUs: Math.round(fromUs + (durationUs * (vus - from)) / (target - from)), vus });
    }
    fromUs += durationUs;
    from = target;
  }
  return steps;
}

/** The same plan, so much later. */
export function delayedVus(plan: VuPlan, byUs: number): VuPlan {
  const steps = plan.steps.map(({ atUs, vus }) => ({ atUs: atUs + byUs, vus }));
  return { ...plan, steps, endUs: plan.endUs + byUs };
}

/** A worker's share of the users and of shared iterations; over all workers the sums are the plan's at every moment. */
export function stripedVus(plan: VuPlan, stripe: Stripe): VuPlan {
  const { iterations } = plan;
  return {
    ...plan,
    steps: plan.steps.map(({ atUs, vus }) => ({ atUs, vus: shareOf(vus, stripe) })),
    iterations:
      iterations.kind === 'shared' ? { kind: 'shared', count: shareOf(iterations.count, stripe) } : iterations,
  };
}
