import { serviceName } from '../engine-name.ts';
import { whole } from '../figures.ts';
import type { CurveOnPaper, PlanOnPaper } from '../plan-paper.ts';
import { type Chart, chartLook, legend, logarithmicAxis } from './chart.ts';
import type { Palette } from './palette.ts';

/** Crossings that the chart names: those with PostgreSQL first, then the nearest to the planned numbers of users. */
const mostCrossings = 5;
const marks = ['star', 'crossRot', 'triangle', 'rectRot', 'rect', 'cross'] as const;

/** The month against DAU in every mode and on PostgreSQL, with the points at which one bill overtakes another. */
export function planCostChart(plan: PlanOnPaper, palette: Palette): Chart[] {
  const { curve, at } = plan;
  if (curve === undefined || curve.points.length < 2) return [];
  const lines = distinctLines(curve, unservedAt(plan));
  const planned = at.map(({ dau }) => dau);
  const marked = shownCrossings(curve, planned, new Set(lines.map(({ name }) => name)));
  return [
    {
      id: 'plan-cost-by-dau',
      title: `A month in ${plan.region} by daily active users`,
      description: `The monthly cost of ${lines.map(({ label }) => label).join(', ')} against daily active users, with the points where one overtakes another.`,
      heightPx: 480 + 18 * marked.length,
      config: {
        type: 'line',
        data: {
          datasets: [
            ...lines.map((line, n) => lineOf(curve, line, lineStyle(line.name, n, palette))),
            ...marked.map((crossing, n) => ({
              label: `${aboutUsers(crossing.dau)}, $${whole(Math.round(crossing.usd))}: from here on ${crossing.above} is cheaper than ${crossing.below}`,
              data: [{ x: crossing.dau, y: crossing.usd }],
              showLine: false,
              borderColor: palette.limit,
              backgroundColor: palette.limit,
              pointRadius: 7,
              borderWidth: 2,
              pointStyle: marks[n % marks.length] ?? 'star',
            })),
          ],
        },
        options: {
          ...chartLook(palette),
          scales: {
            x: logarithmicAxis(palette, 'daily active users (logarithmic)'),
            y: logarithmicAxis(palette, 'US dollars a month (logarithmic)'),
          },
          plugins: { legend: legend(palette) },
        },
      },
    },
  ];
}

function lineOf({ points }: CurveOnPaper, { name, label }: Line, style: object) {
  const data = points.flatMap(({ dau, bills }) => {
    const usd = bills.find((bill) => nameOf(bill) === name)?.usd ?? 0;
    return usd > 0 ? [{ x: dau, y: usd }] : [];
  });
  return { label, data, borderWidth: 2.5, pointRadius: 0, pointStyle: 'line' as const, ...style };
}

const dashes = [[], [9, 4], [2, 3], [12, 3, 2, 3], [5, 5]];

/** Colour and dashes together, so that the lines are told apart without colours as well. */
function lineStyle(name: string, n: number, palette: Palette): object {
  const isPostgres = name.startsWith('PostgreSQL');
  const others = palette.hues.length - 1;
  const shades = palette.hues[isPostgres ? 0 : 1 + (n % others)] ?? [];
  const colour = shades[isPostgres || n >= others ? 0 : 1] ?? palette.text;
  const borderDash = isPostgres ? [] : (dashes[n % dashes.length] ?? []);
  return { borderColor: colour, backgroundColor: colour, borderDash };
}

interface Line {
  readonly name: string;
  readonly label: string;
}

/** Modes that cost the same all along are one line, and one name. */
function distinctLines(curve: CurveOnPaper, unserved: string): Line[] {
  const names = [...new Set(curve.points.flatMap(({ bills }) => bills.map(nameOf)))];
  const amounts = (name: string): string =>
    curve.points.map(({ bills }) => (bills.find((bill) => nameOf(bill) === name)?.usd ?? 0).toPrecision(4)).join();
  return names.flatMap((name, at) => {
    if (names.findIndex((other) => amounts(other) === amounts(name)) < at) return [];
    const label = names.filter((other) => amounts(other) === amounts(name)).join(' = ');
    return [{ name, label: name.endsWith(' as designed') ? `${label}${unserved}` : label }];
  });
}

/** A design whose capacity is too small costs little: the line says so. */
function unservedAt({ at }: PlanOnPaper): string {
  const short = at.filter(({ parts }) => parts.some(({ read, write }) => Math.min(read.served, write.served) < 0.999));
  if (short.length === 0) return '';
  return ` (too small to serve all units at ${short.map(({ dau }) => whole(dau)).join(' and ')} DAU)`;
}

function shownCrossings(
  { crossings }: CurveOnPaper,
  planned: readonly number[],
  names: ReadonlySet<string>,
): CurveOnPaper['crossings'] {
  const away = (dau: number): number => Math.min(...planned.map((users) => Math.abs(Math.log(dau / users))));
  const withPostgres = ({ below, above }: CurveOnPaper['crossings'][number]): number =>
    Number([below, above].some((name) => name.startsWith('PostgreSQL')));
  const own = crossings.filter(({ below, above }) => names.has(below) && names.has(above));
  const nearest = own
    .sort((one, other) => withPostgres(other) - withPostgres(one) || away(one.dau) - away(other.dau))
    .slice(0, mostCrossings);
  return nearest.sort((one, other) => one.dau - other.dau);
}

function aboutUsers(dau: number): string {
  return `about ${whole(Number(dau.toPrecision(2)))} DAU`;
}

function nameOf({ target, mode }: { readonly target: string; readonly mode: string }): string {
  return target === 'postgres' ? serviceName(target) : `${serviceName(target)} ${mode}`;
}
