import { keyPoints } from '../../plan/break-points.ts';
import { atPeak, type Demand, demandAt } from '../../plan/demand.ts';
import { heatAt, type KeyHeat, keyHeats } from '../../plan/key-heat.ts';
import type { Traces } from '../../plan/trace/traces.ts';
import type { PatternUnits } from '../../plan/units-per-operation.ts';
import type { CoverageRecord } from '../../runs/coverage-record.ts';
import type { Workload } from '../../workload/workload.ts';

/** The hottest partition key of its kind in a table or index, and when it is too hot. */
export interface HotKey {
  readonly table: string;
  readonly index: string | null;
  readonly direction: 'read' | 'write';
  readonly key: string;
  /** Of the units of its table or index in that direction, 0 to 1. */
  readonly share: number;
  /** Patterns that make it hot, the hottest first. */
  readonly patterns: readonly string[];
  /** Units a second of one partition. */
  readonly limitUnits: number;
  /** Daily active users at which it reaches them in the week's busiest hour. */
  readonly dau: number;
}

/** What the patterns take, as `check` measured it, at the dataset's daily active users. */
export function measuredUnits(coverage: CoverageRecord): readonly PatternUnits[] {
  return (coverage.patterns ?? [])
    .filter(({ target, operations }) => target === 'dynamodb' && operations > 0)
    .map(({ pattern, operations, perOperation: { returned, evaluated, consumed } }) => ({
      pattern,
      operations,
      unitsAre: 'reported',
      items: returned,
      evaluated,
      units: consumed,
    }));
}

/** By rising DAU. Units per operation are held as they were measured. */
export function hotKeys(workload: Workload, traces: Traces, units: readonly PatternUnits[], dau: number): HotKey[] {
  const demand = demandAt(workload, dau, units);
  const heats = keyHeats({ traces }, demand);
  const points = keyPoints(demand, heats, (users) => demandAt(workload, users, units));
  return points
    .flatMap((point) => {
      const heat = heats.find(
        (one) =>
          one.table === point.table &&
          one.index === point.index &&
          one.direction === point.direction &&
          one.key === point.key,
      );
      if (heat === undefined) return [];
      return [{ ...hotKey(heat, demand), limitUnits: point.limitUnits, dau: point.dau }];
    })
    .sort((one, other) => one.dau - other.dau);
}

function hotKey(heat: KeyHeat, demand: Demand): Omit<HotKey, 'limitUnits' | 'dau'> {
  const { table, index, direction, key, shares } = heat;
  const part = demand.parts.find((one) => one.table === table && one.index === index);
  const units = (pattern: string, share: number): number =>
    share * (part?.byPattern.find((one) => one.pattern === pattern)?.[direction] ?? 0);
  const patterns = [...shares].sort((one, other) => units(...other) - units(...one)).map(([pattern]) => pattern);
  const whole = atPeak(demand, part?.[direction] ?? 0);
  return { table, index, direction, key, share: whole === 0 ? 0 : heatAt(heat, demand) / whole, patterns };
}
