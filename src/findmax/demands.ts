import type { Objective } from '../judge/thresholds-objective.ts';
import { samplesNeeded } from '../judge/verdict.ts';
import { execOf } from '../replay/script-job-name.ts';
import { objectivesOf } from '../replay/target-verdicts.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import type { BacklogLimits } from './backlog.ts';
import type { LoadShape } from './load-shape.ts';

/** What a load asks of its windows. */
export interface Demands {
  /** After so many arrivals every percentile has its samples, as far as is known what an arrival does. */
  readonly arrivalsToDecide: number;
  readonly limits: BacklogLimits;
}

/** p(99)'s; taken where nobody knows what a script's function runs. */
const usualSamples = 1000;

export function demandsOf(shape: LoadShape, workload: Workload, asked: readonly Objective[]): Demands {
  const perArrival = operationsPerArrival(shape, workload);
  const isScripted = shape.parts.some(({ jobs }) => jobs.some((job) => execOf(job) !== null));
  const patterns = isScripted ? workload.patterns : workload.patterns.filter(({ id }) => perArrival.has(id));
  const needed = patterns.map((pattern) => {
    const times = perArrival.get(pattern.id);
    return times === undefined ? 0 : samplesOf(pattern, asked) / times;
  });
  return {
    arrivalsToDecide: Math.ceil(Math.max(isScripted ? usualSamples : 0, ...needed)),
    limits: {
      latencyMs: Math.max(0, ...patterns.flatMap((pattern) => limitsMs(pattern, asked))),
      iterationMs: isScripted ? null : longestThink(shape, workload),
    },
  };
}

/** How many operations of each pattern come with an arrival, on average; a script's own functions are not known. */
export function operationsPerArrival({ parts }: LoadShape, workload: Workload): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { jobs, weights, share } of parts) {
    const total = weights === undefined ? jobs.length : weights.reduce((sum, weight) => sum + weight, 0);
    for (const [at, job] of jobs.entries()) {
      const ofJob = (share * (weights?.[at] ?? 1)) / total;
      const steps = workload.flows.find(({ id }) => id === job)?.steps.map(({ pattern }) => pattern.id) ?? [job];
      for (const pattern of steps) counts.set(pattern, (counts.get(pattern) ?? 0) + ofJob);
    }
  }
  return counts;
}

function samplesOf(pattern: AnyPattern, asked: readonly Objective[]): number {
  const needed = objectivesOf(pattern, asked).map((objective) => {
    if (objective.kind !== 'latency') return 0;
    return objective.statistic.kind === 'percentile' ? samplesNeeded(objective.statistic.percentile) : 1;
  });
  return Math.max(0, ...needed);
}

function limitsMs(pattern: AnyPattern, asked: readonly Objective[]): number[] {
  return objectivesOf(pattern, asked).flatMap((objective) =>
    objective.kind === 'latency' && objective.operator.startsWith('<') ? [objective.limitMs] : [],
  );
}

function longestThink({ parts }: LoadShape, { flows }: Workload): number {
  const jobs = new Set(parts.flatMap((part) => part.jobs));
  const thinks = flows
    .filter(({ id }) => jobs.has(id))
    .map(({ steps }) => steps.reduce((sum, { thinkMs }) => sum + thinkMs, 0));
  return Math.max(0, ...thinks);
}
