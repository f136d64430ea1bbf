import { bytes, duration, moment, ms, percent, whole } from '../figures.ts';
import type { RunView, TargetView } from '../run-view.ts';
import { engineText } from '../run-words.ts';
import { type Content, html, type Markup } from './markup.ts';
import { pointed, table } from './table.ts';

/** The instrument, the data, the machine: what the figures were taken with. */
export function backgroundSection(view: RunView): Markup {
  const { record } = view;
  const { scenario, dataset, environment } = record;
  return html`<section id="background"><h2>How it was measured</h2>
<h3>Engines and load generator</h3>${enginesTable(view)}
${notes(view)}
${phases(view)}
<h3>Scenario and dataset</h3>${facts([
    ['run', record.id],
    ['status', record.status],
    ['started', moment(record.startedAt)],
    ['scenario', scenario.name],
    ['load', `${duration(record.seconds)}${scenario.load === undefined ? '' : ` at ${scenario.load}`} on each engine`],
    [
      'warm-up',
      scenario.warmUpSeconds === undefined || scenario.warmUpSeconds === 0
        ? 'none'
        : `${duration(scenario.warmUpSeconds)}, not counted`,
    ],
    ['workload', dataset.title === undefined ? dataset.workload : `${dataset.title} (${dataset.workload})`],
    ['daily active users', whole(dataset.dau)],
    [
      'history',
      dataset.days === undefined
        ? null
        : `${whole(dataset.days)} days${dataset.asOf === undefined ? '' : ` up to ${moment(dataset.asOf)}`}`,
    ],
    ['dataset', `${dataset.hash}, random seed ${dataset.randomSeed}`],
    ['written to before', dataset.pristine === undefined ? null : dataset.pristine ? 'no' : 'yes, by earlier runs'],
  ])}
<h3>Machine</h3>${facts([
    ['patternbench', environment.patternbench],
    ['commit', environment.commit ?? null],
    ['Node.js', environment.node],
    ['CPU', `${whole(environment.cores)} × ${environment.cpu}`],
    ['memory', environment.memoryBytes === undefined ? null : bytes(environment.memoryBytes)],
    ['system', environment.os ?? null],
  ])}
<details><summary>Scenario options</summary><pre><code>${JSON.stringify(scenario.options, null, 2)}</code></pre></details>
</section>`;
}

function facts(rows: readonly (readonly [string, string | null])[]): Markup {
  return html`<dl class="facts">${rows.map(([name, value]) => (value === null ? null : html`<dt>${name}</dt><dd>${value}</dd>`))}</dl>`;
}

function enginesTable({ targets }: RunView): Markup {
  return table(
    'Engines, and the state of the load generator on each',
    [
      {
        head: 'engine',
        names: true,
        cell: (target) => [
          engineText(target, true),
          target.record.where === undefined ? null : html`<span class="sub">${target.record.where}</span>`,
        ],
      },
      {
        head: 'its latency is',
        cell: ({ record }) => (record.latencyIs === 'emulator' ? 'an emulator’s' : 'measured'),
      },
      { head: 'its units are', cell: ({ record, hasUnits }) => (hasUnits ? record.unitsAre : '–') },
      { head: 'client', cell: ({ record }) => record.client ?? '–' },
      {
        head: 'CPU of a core',
        align: 'right',
        cell: ({ record: { generator } }) => (generator.cpuRatio === null ? '–' : percent(generator.cpuRatio)),
      },
      {
        head: 'lag p99 ms',
        align: 'right',
        cell: ({ record: { generator } }) => (generator.lagP99Ms === null ? '–' : pointed(ms(generator.lagP99Ms))),
      },
      { head: 'workers', align: 'right', cell: ({ record: { generator } }) => generator.workers ?? '–' },
      {
        head: 'schedule kept',
        cell: ({ record: { generator } }) =>
          generator.saturated === true ? ['no', html`<span class="sub">${generator.why ?? ''}</span>`] : 'yes',
        tone: ({ record }) => (record.generator.saturated === true ? 'bad' : ''),
      },
    ],
    targets,
  );
}

function notes({ targets, record }: RunView): Content {
  const lines = [
    ...(record.notes ?? []),
    ...targets.flatMap((target) => (target.record.notes ?? []).map((note) => `${engineText(target, true)}: ${note}`)),
    ...targets.flatMap(({ record: { files } }) => Object.values(files ?? {}).map((file) => `Beside this run: ${file}`)),
  ];
  return lines.length === 0 ? null : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** The warm-up and other parts of the run, which are told apart. */
function phases({ targets }: RunView): Content {
  const rows = targets.flatMap((target) =>
    target.record.patterns.flatMap(({ pattern, name, phases: own = [] }) =>
      own.map((phase) => ({ target, pattern, name, phase })),
    ),
  );
  if (rows.length === 0) return null;
  return html`<details><summary>Phases, the warm-up among them</summary>${table(
    'Phases of each pattern; times in milliseconds',
    [
      { head: 'pattern', names: true, cell: ({ pattern, name }) => [html`<span class="id">${pattern}</span>`, name] },
      { head: 'engine', cell: ({ target }: { target: TargetView }) => engineText(target, true) },
      { head: 'phase', cell: ({ phase }) => phase.phase },
      { head: 'counted', cell: ({ phase }) => (phase.counted ? 'yes' : 'no') },
      { head: 'completed', align: 'right', cell: ({ phase }) => whole(phase.completed) },
      { head: 'failed', align: 'right', cell: ({ phase }) => whole(phase.failed) },
      { head: 'dropped', align: 'right', cell: ({ phase }) => whole(phase.dropped) },
      {
        head: 'p50 ms',
        align: 'right',
        cell: ({ phase }) => (phase.response.p50 === null ? '–' : pointed(ms(phase.response.p50))),
      },
      {
        head: 'p99 ms',
        align: 'right',
        cell: ({ phase }) => (phase.response.p99 === null ? '–' : pointed(ms(phase.response.p99))),
      },
    ],
    rows,
  )}</details>`;
}
