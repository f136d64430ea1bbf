import { poisson } from './poisson.ts';
import { seedOf } from './random.ts';
import { flat, type Rate, ramp, type Stage } from './rate-curve.ts';
import type { Scenario } from './scenario.ts';
import { constantRate, rampingRate, type Schedule } from './schedule.ts';
import { rampingVus, type VuPlan } from './vu-plan.ts';

/** Arrivals in plain values, which a thread can be told; `randomSeed` makes them a Poisson process. */
export type ArrivalLoad = (
  | { readonly kind: 'constant rate'; readonly rate: Rate; readonly durationUs: number }
  | {
      readonly kind: 'ramping rate';
      readonly startRate: number;
      readonly stages: readonly Stage[];
      readonly perUs: number;
    }
) & { readonly randomSeed: number | null };

/** What a scenario asks for, from its own start on. */
export type ScenarioLoad =
  | {
      readonly kind: 'open';
      readonly arrivals: ArrivalLoad;
      readonly maxInFlight: number;
      readonly maxWaitUs: number;
      readonly graceUs: number;
    }
  | { readonly kind: 'closed'; readonly plan: VuPlan };

const perMs = 1000;

/** A scenario as a load: k6's executors are two kinds of it. */
export function loadOf(scenario: Scenario): ScenarioLoad {
  const graceUs = scenario.gracefulStopMs * perMs;
  switch (scenario.executor) {
    case 'constant-arrival-rate': {
      const { rate, timeUnitMs, durationMs } = scenario;
      const arrivals = {
        kind: 'constant rate',
        rate: { arrivals: rate, perUs: timeUnitMs * perMs },
        durationUs: durationMs * perMs,
      } as const;
      return open(scenario, arrivals, graceUs);
    }
    case 'ramping-arrival-rate': {
      const { startRate, timeUnitMs, stages } = scenario;
      return open(scenario, { kind: 'ramping rate', startRate, stages, perUs: timeUnitMs * perMs }, graceUs);
    }
    case 'constant-vus':
      return closed({ ...users(scenario.vus), endUs: scenario.durationMs * perMs, graceUs });
    case 'ramping-vus': {
      const { startVUs, stages, gracefulRampDownMs } = scenario;
      return closed({
        steps: rampingVus(startVUs, stages),
        endUs: stages.reduce((sum, { durationUs }) => sum + durationUs, 0),
        rampDownGraceUs: gracefulRampDownMs * perMs,
        graceUs,
      });
    }
    case 'shared-iterations':
    case 'per-vu-iterations':
      return closed({
        ...users(scenario.vus),
        endUs: scenario.maxDurationMs * perMs,
        iterations: { kind: scenario.executor === 'shared-iterations' ? 'shared' : 'each', count: scenario.iterations },
        graceUs,
      });
  }
}

/** The schedule of arrivals, the first moment 0. */
export function scheduleOf(load: ArrivalLoad): Schedule {
  const { randomSeed } = load;
  if (load.kind === 'constant rate') {
    const { rate, durationUs } = load;
    return randomSeed === null ? constantRate(rate, durationUs) : poisson(flat(rate, durationUs), randomSeed);
  }
  const { startRate, stages, perUs } = load;
  return randomSeed === null
    ? rampingRate(startRate, stages, perUs)
    : poisson(ramp(startRate, stages, perUs), randomSeed);
}

type Arriving = Extract<Scenario, { readonly house: unknown }>;

function open({ name, house }: Arriving, arrivals: WithoutSeed<ArrivalLoad>, graceUs: number): ScenarioLoad {
  const { maxInFlight, maxWaitMs, randomSeed } = house;
  return {
    kind: 'open',
    // Of each scenario its own: two alike would come in the same moments.
    arrivals: { ...arrivals, randomSeed: house.arrivals === 'poisson' ? seedOf(randomSeed, name) : null },
    maxInFlight,
    maxWaitUs: maxWaitMs * perMs,
    graceUs,
  };
}

type WithoutSeed<Load> = Load extends unknown ? Omit<Load, 'randomSeed'> : never;

function users(vus: number): Pick<VuPlan, 'steps'> {
  return { steps: [{ atUs: 0, vus }] };
}

function closed(plan: Pick<VuPlan, 'steps' | 'endUs' | 'graceUs'> & Partial<VuPlan>): ScenarioLoad {
  return { kind: 'closed', plan: { iterations: { kind: 'unlimited' }, rampDownGraceUs: plan.graceUs, ...plan } };
}
