import type { MetricType } from '../measure/metric.ts';

/** What a script's own code measured on one target, all workers together. */
export interface ScriptRecord {
  readonly checks: readonly CheckResult[];
  /** Its iterations', then those that the script made. */
  readonly metrics: readonly MetricRecord[];
}

export interface CheckResult {
  /** `::outer::inner`; empty where it stands in no group. */
  readonly group: string;
  readonly name: string;
  readonly passes: number;
  readonly fails: number;
}

export interface MetricRecord {
  readonly name: string;
  readonly type: MetricType;
  /** `time`: milliseconds. */
  readonly contains: 'time' | 'default';
  /** Whether the script made it. */
  readonly custom: boolean;
  /** By statistic, as k6 names them: `count`, `rate`, `passes`, `p(95)`; `null` where nothing was measured. */
  readonly values: Readonly<Record<string, number | null>>;
}
