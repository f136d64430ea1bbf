import { studentT } from '../measure/statistics.ts';
import type { PowerFit } from '../runs/growth-record.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Student's t at 97.5 % where the expansion is too rough. */
const fewDegrees: Readonly<Record<number, number>> = { 1: 12.706, 2: 4.303 };

/**
 * The power law through points, by ordinary least squares of ln y on ln x:
 * e = Σ(u−ū)(v−v̄) / Σ(u−ū)², its standard error √(Σr² / (n−2) / Σ(u−ū)²), u = ln x, v = ln y, r the residuals.
 * Points that are not positive have no logarithm and are left out. `null` where fewer than two different x are left.
 */
export function powerFit(given: readonly Point[]): PowerFit | null {
  const points = given.filter(({ x, y }) => x > 0 && y > 0).map(({ x, y }) => ({ u: Math.log(x), v: Math.log(y) }));
  const count = points.length;
  const mean = (of: (point: { u: number; v: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / count;
  const [meanU, meanV] = [mean(({ u }) => u), mean(({ v }) => v)];
  const sum = (of: (u: number, v: number) => number): number =>
    points.reduce((all, { u, v }) => all + of(u - meanU, v - meanV), 0);
  const squares = sum((u) => u * u);
  if (count < 2 || squares < 1e-12) return null;
  const exponent = sum((u, v) => u * v) / squares;
  const fit = { exponent, factor: Math.exp(meanV - exponent * meanU), points: count };
  const degrees = count - 2;
  if (degrees < 1) return { ...fit, standardError: null, interval: null };
  const residuals = sum((u, v) => (v - exponent * u) ** 2);
  const standardError = Math.sqrt(residuals / degrees / squares);
  const half = (fewDegrees[degrees] ?? studentT(degrees)) * standardError;
  return { ...fit, standardError, interval: [exponent - half, exponent + half] };
}
