import type { Chart } from './charts/chart.ts';
import type { Palette } from './charts/palette.ts';
import { planCostChart } from './charts/plan-cost-chart.ts';
import { keyHeatChart, planDayCharts } from './charts/plan-day-charts.ts';
import type { PlanOnPaper } from './plan-paper.ts';

/** All charts of a plan: cost against users, units and capacity through the day, the heat of keys. */
export function planCharts(plan: PlanOnPaper, palette: Palette): Chart[] {
  return [...planCostChart(plan, palette), ...planDayCharts(plan, palette), ...keyHeatChart(plan, palette)];
}
