import { dollars } from '../bill-table.ts';
import { serviceName } from '../engine-name.ts';
import { whole } from '../figures.ts';
import type { CurveOnPaper, PlanOnPaper } from '../plan-paper.ts';
import { type Chart, chartLook, legend, logarithmicAxis } from './chart.ts';
import type { Palette } from './palette.ts';

/** Crossings that the chart names; the nearest planned numbers of users come first. */
const mostCrossings = 6;
const marks = ['star', 'crossRot', 'triangle', 'rectRot', 'rect', 'cross'] as const;

/** The month against DAU in every mode and on PostgreSQL, with the points at which one bill overtakes another. */
export function planCostChart(plan: PlanOnPaper, palette: Palette): Chart[] {
  const { curve, at } = plan;
  if (curve === undefined || curve.points.length < 2) return [];
  const names = [...new Set(curve.points.flatMap(({ bills }) => bills.map(nameOf)))];
  const marked = shownCrossings(
    curve,
    at.map(({ dau }) => dau),
  );
  return [
    {
      id: 'plan-cost-by-dau',
      title: `A month in ${plan.region} by daily active users`,
      description: `The monthly cost of ${names.join(', ')} against daily active users, with the points where one overtakes another.`,
      heightPx: 480 + 18 * marked.length,
      config: {
        type: 'line',
        data: {
          datasets: [
            ...names.map((name, n) => lineOf(curve, name, lineStyle(names, n, palette))),
            ...marked.map((crossing, n) => ({
              label: `${aboutUsers(crossing.dau)}, ${dollars(Math.round(crossing.usd) * 100)}: from here on ${crossing.above} is cheaper than ${crossing.below}`,
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

function lineOf({ points }: CurveOnPaper, name: string, style: object) {
  const data = points.flatMap(({ dau, bills }) => {
    const usd = bills.find((bill) => nameOf(bill) === name)?.usd ?? 0;
    return usd > 0 ? [{ x: dau, y: usd }] : [];
  });
  return { label: name, data, borderWidth: 2.5, pointRadius: 0, pointStyle: 'line' as const, ...style };
}

const dashes = [[], [9, 4], [2, 3], [12, 3, 2, 3], [5, 5]];

/** Colour and dashes together, so that the lines are told apart without colours as well. */
function lineStyle(names: readonly string[], n: number, palette: Palette): object {
  const isPostgres = names[n]?.startsWith('PostgreSQL') === true;
  const hue = isPostgres ? 0 : 1 + (n % (palette.hues.length - 1));
  const colour = palette.hues[hue]?.[isPostgres ? 0 : 1] ?? palette.text;
  return {
    borderColor: colour,
    backgroundColor: colour,
    borderDash: isPostgres ? [] : (dashes[n % dashes.length] ?? []),
  };
}

function shownCrossings({ crossings }: CurveOnPaper, planned: readonly number[]): CurveOnPaper['crossings'] {
  const away = (dau: number): number => Math.min(...planned.map((users) => Math.abs(Math.log(dau / users))));
  const nearest = [...crossings].sort((one, other) => away(one.dau) - away(other.dau)).slice(0, mostCrossings);
  return nearest.sort((one, other) => one.dau - other.dau);
}

function aboutUsers(dau: number): string {
  return `about ${whole(Number(dau.toPrecision(2)))} DAU`;
}

function nameOf({ target, mode }: { readonly target: string; readonly mode: string }): string {
  return `${serviceName(target)} ${mode}`;
}
