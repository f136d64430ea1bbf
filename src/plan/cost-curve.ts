import type { PlanBasis } from './basis.ts';
import { monthPlan } from './month-plan.ts';
import type { PlanOptions } from './plan.ts';
import { daysOfMonths } from './stored.ts';

/** What a month costs at one number of users, in every mode and on PostgreSQL. */
export interface CostPoint {
  readonly dau: number;
  readonly bills: readonly { readonly target: string; readonly mode: string; readonly usd: number }[];
}

/** Where one bill overtakes another, between two points of the curve: interpolated, so about. */
export interface Crossing {
  readonly dau: number;
  readonly usd: number;
  /** What is cheaper below this number of users, and what is from there on. */
  readonly below: string;
  readonly above: string;
}

export interface CostCurve {
  readonly points: readonly CostPoint[];
  readonly crossings: readonly Crossing[];
}

const pointsPerDecade = 4;
/** The curve's name for PostgreSQL, whose class changes along it. */
const postgresMode = 'cheapest large enough';

/** The month from a tenth of the least planned number of users to ten times the most. */
export function costCurve(basis: PlanBasis, { dau, months, pricing, postgres }: PlanOptions): CostCurve {
  const days = daysOfMonths(months, pricing.hoursPerMonth / 24);
  const points = usersBetween(Math.max(1, Math.min(...dau) / 10), Math.max(...dau) * 10).flatMap((users) => {
    const made = monthPlan(basis, users, days, pricing, postgres);
    return made.ok ? [pointOf(users, made.value)] : [];
  });
  return { points, crossings: crossingsOf(points) };
}

function usersBetween(least: number, most: number): number[] {
  const steps = Math.ceil(Math.log10(most / least) * pointsPerDecade);
  return Array.from({ length: steps + 1 }, (_, at) => Math.round(least * (most / least) ** (at / Math.max(1, steps))));
}

function pointOf(
  dau: number,
  { dynamodb, postgres }: Extract<ReturnType<typeof monthPlan>, { ok: true }>['value'],
): CostPoint {
  const bills = dynamodb.map(({ mode, usd }) => ({ target: 'dynamodb', mode, usd }));
  return {
    dau,
    bills: postgres.usd === null ? bills : [...bills, { target: 'postgres', mode: postgresMode, usd: postgres.usd }],
  };
}

/** Of every two bills, by a straight line between neighbours on logarithmic axes. */
export function crossingsOf(points: readonly CostPoint[]): Crossing[] {
  const names = [...new Set(points.flatMap(({ bills }) => bills.map(nameOf)))];
  const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other] as const));
  return pairs
    .flatMap(([one, other]) =>
      points.slice(1).flatMap((right, at) => {
        const left = points[at];
        return left === undefined ? [] : (crossing(left, right, one, other) ?? []);
      }),
    )
    .sort((one, other) => one.dau - other.dau);
}

function crossing(left: CostPoint, right: CostPoint, one: string, other: string): Crossing | null {
  const [a, b, c, d] = [usdOf(left, one), usdOf(left, other), usdOf(right, one), usdOf(right, other)];
  if (a === null || b === null || c === null || d === null) return null;
  const [before, after] = [Math.log(a / b), Math.log(c / d)];
  // Modes that cost the same here and there cross nowhere.
  if (Math.abs(before) < 1e-6 || Math.abs(after) < 1e-6 || before > 0 === after > 0) return null;
  const share = before / (before - after);
  return {
    dau: left.dau * (right.dau / left.dau) ** share,
    usd: a * (c / a) ** share,
    below: before < 0 ? one : other,
    above: before < 0 ? other : one,
  };
}

function nameOf({ target, mode }: CostPoint['bills'][number]): string {
  return target === 'postgres' ? 'PostgreSQL' : `DynamoDB ${mode}`;
}

function usdOf({ bills }: CostPoint, name: string): number | null {
  const usd = bills.find((bill) => nameOf(bill) === name)?.usd ?? 0;
  return usd > 0 ? usd : null;
}
