import type { CheckedPattern } from '../../src/runs/check-record.ts';
import { serviceName } from '../engine-name.ts';
import type { RunView } from '../run-view.ts';
import { chip, rowId } from './chip.ts';
import { type Content, html } from './markup.ts';
import { table } from './table.ts';

/** Pattern by pattern, whether the engines answer alike and as the dataset has it. */
export function answersSection({ record: { check } }: RunView): Content {
  if (check === undefined) return null;
  const targets = [...new Set(check.patterns.flatMap(({ dataset }) => dataset.map(({ target }) => target)))];
  return html`<section id="answers"><h2>Answers</h2>
<p class="muted">Every pattern was asked with drawn parameters and with its edge cases; the answers were compared with each other and with the dataset.</p>
${table(
  'Answers of the engines compared',
  [
    {
      head: 'pattern',
      names: true,
      cell: ({ pattern, name }) => html`<a href="#${rowId(pattern)}"><span class="id">${pattern}</span>${name}</a>`,
    },
    { head: 'parameters', align: 'right', cell: ({ parameters }) => parameters },
    { head: 'each other', cell: ({ verdict }) => chip(verdict) },
    ...targets.map((target) => ({
      head: `${serviceName(target)} and the dataset`,
      cell: (row: CheckedPattern) => againstDataset(row, target),
    })),
    { head: 'first difference, or why', cell: differenceCell },
  ],
  check.patterns,
)}</section>`;
}

function againstDataset({ dataset }: CheckedPattern, target: string): Content {
  const found = dataset.find((each) => each.target === target);
  return found === undefined ? null : chip(found.verdict);
}

function differenceCell({ difference, why, dataset, left = [] }: CheckedPattern): Content {
  const lines = [
    difference,
    why,
    ...dataset.map((each) => (each.difference === null ? null : `${serviceName(each.target)}: ${each.difference}`)),
    ...left.map(({ target, parameters }) => `no time for ${parameters} more parameters on ${serviceName(target)}`),
  ];
  return lines.filter((line) => line !== null).map((line) => html`<span class="sub">${line}</span>`);
}
