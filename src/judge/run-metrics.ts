import type { MetricType } from './thresholds.ts';

/** A metric that this tool measures by itself, whatever a script does. */
export interface RunMetric {
  readonly type: MetricType;
  /** Of operations, which carry a pattern, or of iterations of a script. */
  readonly of: 'operations' | 'iterations';
}

/** By name; docs/scenarios.md says what each is. Times are milliseconds. */
export const runMetrics = {
  response: { type: 'trend', of: 'operations' },
  service: { type: 'trend', of: 'operations' },
  lag: { type: 'trend', of: 'operations' },
  scheduled: { type: 'tally', of: 'operations' },
  completed: { type: 'tally', of: 'operations' },
  failed: { type: 'tally', of: 'operations' },
  dropped: { type: 'tally', of: 'operations' },
  throttled: { type: 'tally', of: 'operations' },
  timeout: { type: 'tally', of: 'operations' },
  connection: { type: 'tally', of: 'operations' },
  server: { type: 'tally', of: 'operations' },
  malformed: { type: 'tally', of: 'operations' },
  wrong: { type: 'tally', of: 'operations' },
  iterations: { type: 'counter', of: 'iterations' },
  dropped_iterations: { type: 'counter', of: 'iterations' },
  interrupted_iterations: { type: 'counter', of: 'iterations' },
  iteration_duration: { type: 'trend', of: 'iterations' },
  group_duration: { type: 'trend', of: 'iterations' },
  checks: { type: 'rate', of: 'iterations' },
} as const satisfies Readonly<Record<string, RunMetric>>;

/** What k6 measures and this tool has no such thing of, with what to ask about instead. */
export const foreignMetrics: Readonly<Record<string, string>> = {
  http_req_duration: 'response, which counts from the schedule, or service, which counts from sending',
  http_req_waiting: 'service, which counts from sending',
  http_req_failed: 'failed, as count or as rate (a share)',
  http_reqs: 'completed, or iterations',
  vus: 'nothing: the load says how many there are',
  vus_max: 'nothing: the load says how many there are',
  data_sent: 'nothing: a saved run has the bytes of each pattern',
  data_received: 'nothing: a saved run has the bytes of each pattern',
};
