import { lightPalette } from './charts/palette.ts';
import { html } from './html/markup.ts';
import { figure, page } from './html.ts';
import { planCharts } from './plan-charts.ts';
import type { PlanOnPaper } from './plan-paper.ts';
import { planTable } from './plan-table.ts';

/** A plan as one HTML file that needs nothing else: its charts, and under them all of its tables as text. */
export function planPage(plan: PlanOnPaper, chartJs: string): string {
  const charts = planCharts(plan, lightPalette);
  const users = plan.at.map(({ dau }) => dau.toLocaleString('en-US')).join(' and ');
  const body = html`<a class="skip" href="#tables">To the tables</a>
<header><p class="title">Capacity and cost at ${users} daily active users</p>
<p class="kicker">units of run ${plan.run.id}, ${plan.run.provenance} · ${plan.region} · prices read ${plan.prices.read}</p></header>
<main>
<section id="charts-of-the-plan"><h2>Charts</h2>
${charts.map(figure)}</section>
<section id="tables"><h2>Tables</h2>
<div class="scroll" role="region" aria-label="The plan’s tables" tabindex="0"><pre>${planTable(plan)}</pre></div></section>
</main>`;
  return page(`Plan: ${users} DAU`, body, charts, chartJs);
}
