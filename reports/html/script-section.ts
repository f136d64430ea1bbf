import type { RunView } from '../run-view.ts';
import { type ScriptRow, type ScriptTable, scriptTables } from '../script-tables.ts';
import { type Content, html } from './markup.ts';
import { table } from './table.ts';

/** What the scenario script asked for and measured: its thresholds, checks and metrics. */
export function scriptSection(view: RunView): Content {
  const tables = scriptTables(view);
  if (tables.length === 0) return null;
  return html`<section id="script"><h2>Scenario script</h2>${tables.map(tableOf)}</section>`;
}

const captions: Readonly<Record<ScriptTable['title'], string>> = {
  thresholds: 'Thresholds of the scenario script, those that were missed first',
  checks: 'Checks of the scenario script',
  'custom metrics': 'Metrics that the scenario script made',
};

function tableOf({ title, heads, rows }: ScriptTable): Content {
  const columns = heads.map((head, at) => ({
    head,
    ...(at === 0 ? { names: true } : {}),
    cell: ({ cells }: ScriptRow) => cells[at] ?? '',
    tone: ({ verdict }: ScriptRow) => (at === 3 && verdict === 'missed' ? 'bad' : ''),
  }));
  return table(captions[title], columns, rows);
}
