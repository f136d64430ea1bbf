import { operationsPerDay, type Rate } from './traffic.ts';
import type { Workload } from './workload.ts';

/** A day's traffic of a workload at a number of daily active users. */
export interface DayTraffic {
  readonly dau: number;
  /** Operations of a pattern, or runs of a flow, on an average day; those of a pattern that flows cause are among them. */
  perDay(id: string): number;
  /** What of a pattern's day no flow causes. */
  outsideFlows(id: string): number;
  /** Weights of the 24 hours from 0:00 UTC; only their ratios matter. */
  readonly hours: readonly number[];
  /** The busiest hour's traffic over an average hour's. */
  readonly peak: number;
}

type Trafficked = Pick<Workload, 'traffic' | 'patterns' | 'flows'>;

/** `perDay` and `outsideFlows` throw a RangeError for an id that the workload does not have, or has no rate for. */
export function dayTraffic({ traffic, flows }: Trafficked, dau: number): DayTraffic {
  const flowRates = traffic.flows ?? {};
  const perDay = (id: string): number => operationsPerDay(rateOf(id, traffic.rates[id] ?? flowRates[id]), dau);
  const whole = traffic.hours.reduce((sum, weight) => sum + weight, 0);
  return {
    dau,
    perDay,
    outsideFlows: (id) => Math.max(0, tidy(perDay(id) - causedByFlows(id, flows, perDay))),
    hours: traffic.hours,
    peak: (Math.max(...traffic.hours) / whole) * traffic.hours.length,
  };
}

/** Operations of a pattern that the flows with a rate cause on an average day. */
function causedByFlows(id: string, flows: Trafficked['flows'], perDay: (flow: string) => number): number {
  return flows.reduce((sum, flow) => {
    const steps = flow.steps.filter(({ pattern }) => pattern.id === id).length;
    return steps === 0 ? sum : sum + steps * perDay(flow.id);
  }, 0);
}

/** Without what decimal fractions leave behind when they are added and taken away. */
function tidy(operations: number): number {
  return Math.round(operations * 1e6) / 1e6;
}

function rateOf(id: string, rate: Rate | undefined): Rate {
  if (rate === undefined) throw new RangeError(`no rate of ${JSON.stringify(id)} in the workload's traffic`);
  return rate;
}
