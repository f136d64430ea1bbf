import type { Chart } from './charts/chart.ts';
import { costCharts } from './charts/cost-charts.ts';
import { latencyChart } from './charts/latency-chart.ts';
import type { Palette } from './charts/palette.ts';
import { unitsCharts } from './charts/units-chart.ts';
import type { RunView } from './run-view.ts';

export type { Chart } from './charts/chart.ts';

/** All charts of a run, as plain values: what draws them is somebody else's. */
export function chartsOf(view: RunView, palette: Palette): Chart[] {
  return [
    ...view.classes.map((each) => latencyChart(view, each, palette)),
    ...unitsCharts(view, palette),
    ...costCharts(view, palette),
  ];
}
