import { type FailureLine, failureLines } from '../failure-lines.ts';
import { whole } from '../figures.ts';
import type { RunView } from '../run-view.ts';
import { engineText } from '../run-words.ts';
import { chip, rowId } from './chip.ts';
import { type Content, html } from './markup.ts';
import { table } from './table.ts';

/** What failed or was never sent, on which engine, in which patterns, and how it was told. */
export function failureSection(view: RunView): Content {
  const lines = failureLines(view);
  if (lines.length === 0) return null;
  return html`<section id="failures"><h2>Failures</h2>${table(
    'Operations that failed, by kind, and arrivals that were dropped',
    [
      { head: 'engine', names: true, cell: ({ target }) => engineText(target, true) },
      { head: 'kind', cell: ({ kind }) => chip(kind) },
      { head: 'operations', align: 'right', cell: ({ count }) => whole(count) },
      { head: 'patterns', cell: patternLinks },
      { head: 'commonest messages', cell: ({ details }) => details.slice(0, 5).map(detailLine) },
    ],
    lines,
  )}</section>`;
}

function patternLinks({ patterns }: FailureLine): Content {
  return patterns.map((id, at) => [at === 0 ? null : ', ', html`<a href="#${rowId(id)}">${id}</a>`]);
}

function detailLine({ detail, count }: FailureLine['details'][number]): Content {
  return html`<span class="sub">${whole(count)} × ${detail}</span>`;
}
