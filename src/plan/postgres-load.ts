import type { PatternRecord, RunRecord, ServiceTimes } from '../runs/run-record.ts';
import type { Workload } from '../workload/workload.ts';
import { perAverageDay, weekCurve } from './traffic-week.ts';

/** What the planned traffic asks of PostgreSQL's processors, from the run's service times. */
export interface PostgresLoad {
  /** Processors busy in the week's busiest hour, and on average. */
  readonly peakCpus: number;
  readonly meanCpus: number;
  /** Pages of 8 KiB read from storage, and written, a second on average. */
  readonly pagesPerSecond: number;
  /** Patterns with traffic whose service time the run does not know. */
  readonly missing: readonly string[];
}

/**
 * Operations a second × mean service time. The mean is not saved: an upper bound of it stands in, from the percentiles.
 * A service time is taken to be all processor time of one processor as fast as the run's. What scans a table takes as
 * much longer as the table has more rows. `null` where the run has no PostgreSQL.
 */
export function postgresLoad(
  record: RunRecord,
  workload: Workload,
  dau: number,
  rowsTimes: (table: string) => number,
): PostgresLoad | null {
  const target = record.targets.find(({ name }) => name === 'postgres');
  if (target === undefined) return null;
  let [busy, pages] = [0, 0];
  const missing: string[] = [];
  for (const { id, leaves } of workload.patterns) {
    const perSecond = perAverageDay(workload.traffic, id, dau) / 86_400;
    if (perSecond === 0) continue;
    const measured = target.patterns.find(({ pattern }) => pattern === id);
    const meanMs = measured === undefined ? null : upperMeanMs(measured.service);
    if (measured === undefined || meanMs === null) {
      missing.push(id);
      continue;
    }
    const times = scanTimes(measured, workload, rowsTimes);
    busy += (perSecond * meanMs * times) / 1000;
    const read = (measured.postgres?.buffersRead ?? 0) / Math.max(1, measured.completed);
    pages += perSecond * (read * times + (leaves === undefined ? 0 : 1));
  }
  const curve = weekCurve(workload.traffic);
  return { peakCpus: busy * 24 * Math.max(...curve), meanCpus: busy, pagesPerSecond: pages, missing };
}

/** Each share of the operations at the slowest of it: not below the mean. `null` without a median. */
export function upperMeanMs({ p50, p90, p95, p99, p999, max }: ServiceTimes): number | null {
  if (p50 === null) return null;
  const at90 = p90 ?? p50;
  const at95 = p95 ?? at90;
  const at99 = p99 ?? at95;
  const at999 = p999 ?? at99;
  return 0.5 * p50 + 0.4 * at90 + 0.05 * at95 + 0.04 * at99 + 0.009 * at999 + 0.001 * (max ?? at999);
}

function scanTimes({ access }: PatternRecord, workload: Workload, rowsTimes: (table: string) => number): number {
  if (access?.kind !== 'scan') return 1;
  const tables = [...new Set(Object.values(workload.postgres.entities).map(({ table }) => table))];
  const scanned = tables.filter((table) =>
    access.steps.some((step) => /scan/i.test(step) && !/index/i.test(step) && new RegExp(`\\b${table}\\b`).test(step)),
  );
  return Math.max(1, ...scanned.map(rowsTimes));
}
