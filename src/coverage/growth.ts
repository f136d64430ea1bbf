import type { PatternGrowth, PowerFit, SizeWork } from '../runs/growth-record.ts';
import { targetNames } from '../targets/target.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { MeasuredOperation } from './measured-operation.ts';
import { leastEvaluated } from './pattern-coverage.ts';
import { powerFit } from './power-fit.ts';

/** What was measured with the dataset of so many users. */
export interface MeasuredSize {
  readonly dau: number;
  readonly operations: readonly MeasuredOperation[];
}

/** From this exponent on a cost counts as growing with the data: at least as its square root. */
const leastExponent = 0.5;

/**
 * The growth of every pattern on every target that was asked at any size. Each drawn operation is a point of the fits, so
 * that the spread between parameters is in their errors. `leftOut`: why a target was not asked a pattern at some size.
 */
export function growthOf(
  patterns: readonly Pick<AnyPattern, 'id' | 'name'>[],
  sizes: readonly MeasuredSize[],
  leftOut: (pattern: string, target: string) => string | null,
): PatternGrowth[] {
  const ordered = sizes.toSorted((one, other) => one.dau - other.dau);
  return patterns.flatMap(({ id, name }) =>
    targetNames.flatMap((target): PatternGrowth[] => {
      const points = ordered.flatMap(({ dau, operations }) =>
        operations.flatMap((one) => (one.pattern === id && one.target === target ? (pointOf(dau, one) ?? []) : [])),
      );
      if (points.length === 0) return [];
      const work = ordered.flatMap(
        ({ dau }) =>
          meanOf(
            dau,
            points.filter((point) => point.dau === dau),
          ) ?? [],
      );
      const fitOf = (of: (point: GrowthPoint) => number | null): PowerFit | null =>
        powerFit(points.map((point) => ({ x: point.dau, y: of(point) ?? 0 })));
      const [units, evaluated] = [fitOf((point) => point.units), fitOf((point) => point.evaluated)];
      const serviceMs = fitOf((point) => point.serviceMs);
      const grows = growsWithData(work, evaluated);
      return [
        { pattern: id, name, target, sizes: work, units, evaluated, serviceMs, grows, leftOut: leftOut(id, target) },
      ];
    }),
  );
}

interface GrowthPoint {
  readonly dau: number;
  readonly units: number;
  /** `null` where PostgreSQL was not asked to explain. */
  readonly evaluated: number | null;
  readonly serviceMs: number;
}

function pointOf(
  dau: number,
  { drawn, answered, requests, statements, serviceMs, target }: MeasuredOperation,
): GrowthPoint | null {
  if (!drawn || !answered || serviceMs === null) return null;
  const sum = <Value>(values: readonly Value[], of: (value: Value) => number): number =>
    values.reduce((all, value) => all + of(value), 0);
  const units = sum(requests, ({ consumed }) => sum(consumed, ({ read, write }) => read + write));
  const scanned = sum(requests, ({ evaluated }) => evaluated);
  const explained = statements === null ? null : sum(statements, ({ evaluated }) => evaluated);
  return { dau, units, evaluated: target === 'dynamodb' ? scanned : explained, serviceMs };
}

function meanOf(dau: number, points: readonly GrowthPoint[]): SizeWork | null {
  if (points.length === 0) return null;
  const mean = (of: (point: GrowthPoint) => number | null): number => {
    const known = points.flatMap((point) => of(point) ?? []);
    return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  return {
    dau,
    operations: points.length,
    units: mean((point) => point.units),
    evaluated: mean((point) => point.evaluated),
    serviceMs: mean((point) => point.serviceMs),
  };
}

/**
 * A pattern grows with the data where the items it evaluates rise at least as the square root of the users, by a fit whose
 * interval lies above zero, to 25 an operation or more.
 */
function growsWithData(work: readonly SizeWork[], evaluated: PowerFit | null): boolean {
  if (evaluated === null || evaluated.exponent < leastExponent) return false;
  const isSure = evaluated.interval === null || evaluated.interval[0] > 0;
  return isSure && (work.at(-1)?.evaluated ?? 0) >= leastEvaluated;
}
