import type { ClassView, PatternCell, RunView } from '../run-view.ts';
import { engineText } from '../run-words.ts';
import { fitted } from '../text/text-width.ts';
import { type Chart, chartLook, heightOf, legend, logarithmicAxis, nameAxis } from './chart.ts';
import type { Palette } from './palette.ts';

/**
 * p50 to p99 of each pattern as a bar on each engine, with the objective as a line across, on a logarithmic axis. Where
 * the p99 falls among the dropped the bar ends at the largest recorded time, and its end is marked.
 */
export function latencyChart(view: RunView, { class: of, title, rows }: ClassView, palette: Palette): Chart {
  const labels = rows.map(({ id, name }) => fitted(`${id} ${name}`, 44));
  const bars = view.targets.map((target, at) => {
    const colour = palette.targets[at % palette.targets.length] ?? palette.text;
    return {
      type: 'bar' as const,
      label: `${engineText(target, false)}, p50 to p99`,
      data: rows.map(({ cells }) => barOf(cells[at])),
      backgroundColor: colour,
      borderColor: palette.limit,
      borderWidth: rows.map(({ cells }) => (isOpen(cells[at]) ? { right: 5 } : 0)),
      borderSkipped: false as const,
      borderRadius: 2,
      minBarLength: 4,
      barPercentage: 0.86,
      categoryPercentage: 0.78,
      pointStyle: 'rect' as const,
      order: 2,
    };
  });
  const limits = rows.map(({ limits: own }) => own.find(({ percentile }) => percentile === 99)?.limitMs ?? null);
  return {
    id: `latency-${of}`,
    title: `Latency, ${title}`,
    description: `p50 to p99 of the response time of ${rows.length} patterns on ${view.targets.map((each) => engineText(each, false)).join(' and ')}, with the objective of each.`,
    heightPx: heightOf(rows.length, 14 * view.targets.length + 8),
    config: {
      type: 'bar',
      data: { labels, datasets: [...bars, ...limitMarks(limits, palette, view), ...openEnds(rows, palette)] },
      options: {
        ...chartLook(palette),
        indexAxis: 'y',
        scales: {
          y: nameAxis(palette, false),
          x: logarithmicAxis(palette, 'response time, ms (logarithmic)'),
        },
        plugins: { legend: legend(palette) },
      },
    },
  };
}

/** A logarithmic axis has no 0: what is shorter than the clock tells is drawn as a microsecond. */
const shortestMs = 0.001;

function barOf(cell: PatternCell | null | undefined): [number, number] | null {
  const { p50 = null, p99 = null, max = null } = cell?.pattern.response ?? {};
  const end = p99 ?? max;
  return p50 === null || end === null ? null : [Math.max(p50, shortestMs), Math.max(end, p50, shortestMs)];
}

function limitMarks(limits: readonly (number | null)[], palette: Palette, view: RunView) {
  if (limits.every((limit) => limit === null)) return [];
  return [
    {
      type: 'line' as const,
      label: 'objective of the p99',
      data: [...limits],
      showLine: false,
      pointStyle: 'line' as const,
      rotation: 90,
      radius: 6 * view.targets.length + 3,
      hoverRadius: 6 * view.targets.length + 3,
      borderColor: palette.limit,
      backgroundColor: palette.limit,
      borderWidth: 2.5,
      order: 1,
    },
  ];
}

function isOpen(cell: PatternCell | null | undefined): boolean {
  return cell != null && cell.pattern.dropped > 0 && cell.pattern.response.p99 === null;
}

/** Draws nothing itself: it is what the legend says of bars with a marked end. */
function openEnds(rows: ClassView['rows'], palette: Palette) {
  if (!rows.some(({ cells }) => cells.some(isOpen))) return [];
  return [
    {
      type: 'line' as const,
      label: 'p99 among the dropped: the bar ends at the largest recorded',
      data: rows.map(() => null),
      pointStyle: 'rect' as const,
      borderColor: palette.limit,
      backgroundColor: palette.limit,
      order: 3,
    },
  ];
}
