import { createHash } from 'node:crypto';
import type { RunRecord } from '../src/runs/run-record.ts';
import { darkPalette, lightPalette, paletteSwap } from './charts/palette.ts';
import { type Chart, chartsOf } from './charts.ts';
import { moment } from './figures.ts';
import { answersSection } from './html/answers-section.ts';
import { backgroundSection } from './html/background-section.ts';
import { costSection } from './html/cost-section.ts';
import { coverageSection } from './html/coverage-section.ts';
import { designSection } from './html/design-section.ts';
import { failureSection } from './html/failure-section.ts';
import { firstScreen } from './html/first-screen.ts';
import { latencySection } from './html/latency-section.ts';
import { type Content, html, jsonForScript, Markup } from './html/markup.ts';
import { migrationSection } from './html/migration-section.ts';
import { script } from './html/script.ts';
import { scriptSection } from './html/script-section.ts';
import { style } from './html/style.ts';
import { unitsSection } from './html/units-section.ts';
import { overallAnswer } from './overall-answer.ts';
import { runView } from './run-view.ts';
import { runFacts } from './run-words.ts';

/**
 * A run as one HTML file that needs nothing else: no network, no other file, and no script for any of its tables.
 * `chartJs` is the source of Chart.js for browsers, which draws the charts.
 */
export function htmlReport(record: RunRecord, chartJs: string): string {
  const view = runView(record);
  const answer = overallAnswer(view);
  const charts = chartsOf(view, lightPalette);
  const figures = (...starts: readonly string[]) =>
    charts.filter(({ id }) => starts.some((start) => id.startsWith(start))).map(figure);
  const sections: readonly (readonly [id: string, title: string, section: Content])[] = [
    ...view.classes.map(
      (each) => [each.class, each.title, latencySection(view, each, figures(`latency-${each.class}`))] as const,
    ),
    ['migration', 'migration', migrationSection(view)],
    ['script', 'script', scriptSection(view)],
    ['failures', 'failures', failureSection(view)],
    ['units', 'units', unitsSection(view, figures('units-'))],
    ['coverage', 'coverage', coverageSection(view)],
    ['answers', 'answers', answersSection(view)],
    ['cost', 'cost', costSection(view, figures('cost-'))],
    ['design', 'claims and findings', designSection(view)],
    ['background', 'how it was measured', backgroundSection(view)],
  ];
  const body = html`<a class="skip" href="#answer">To the answer</a>
<header><p class="title">${view.title}</p><p class="kicker">${[...runFacts(view), moment(record.startedAt)].join(' · ')}</p>
${navigation(sections)}</header>
<main>
${firstScreen(view, answer)}
${sections.map(([, , section]) => section)}
</main>
<footer>${view.footnotes.map(({ mark, text }) => html`<p>${mark} ${text}</p>`)}
<p>Run ${record.id}, patternbench ${record.environment.patternbench}.</p></footer>`;
  return page(`${view.title}: ${answer.answer}`, body, charts, chartJs);
}

/** A whole page: `body`, with the charts that its figures are for. */
export function page(title: string, body: Markup, charts: readonly Chart[], chartJs: string): string {
  const scripts = [inScript(chartJs), script];
  const data = jsonForScript({
    swap: paletteSwap(lightPalette, darkPalette),
    charts: charts.map(({ id, heightPx, config }) => ({ id, heightPx, config })),
  });
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${scripts.map(hashOf).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
<script type="application/json" id="charts">${new Markup(data)}</script>
${scripts.map((source) => html`<script>${new Markup(source)}</script>\n`)}
</body>
</html>
`}`;
}

/** The policy lets exactly these pieces through. */
function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}

/** Nothing in a script may look like its end, nor point at a source map that is not there. */
function inScript(source: string): string {
  return source.replace(/^\/\/# sourceMappingURL=.*$/m, '').replace(/<(?=\/script|!--)/gi, '\\x3c');
}

/** Its figures stand in the tables, which is where who cannot see it is sent. */
export function figure({ id, title, description }: Chart): Markup {
  return html`<figure class="chart"><figcaption>${title}</figcaption><div class="canvas"><canvas id="chart-${id}" role="img" aria-label="${description} The figures are in the table below."></canvas></div></figure>`;
}

/** Links to the parts that are there: each section's own id, found in the page as it is. */
function navigation(sections: readonly (readonly [id: string, title: string, section: Content])[]): Markup {
  const links = sections.filter(([, , section]) => section !== null);
  return html`<nav aria-label="Parts of the report"><ul>${links.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`;
}
