import type { CoverageRecord } from '../../src/runs/coverage-record.ts';
import { serviceName } from '../engine-name.ts';
import { bytes, units } from '../figures.ts';
import type { PatternCell, PatternRow, RunView, TargetView } from '../run-view.ts';
import { engineText } from '../run-words.ts';
import { chip, rowId } from './chip.ts';
import { type Content, html } from './markup.ts';
import { type HtmlColumn, pointed, table } from './table.ts';

/** How each engine finds what a pattern asks for, what it reads for that, and what of the design nobody uses. */
export function coverageSection(view: RunView): Content {
  const { coverage } = view.record;
  const known = view.targets.some(({ record }) => record.patterns.some(hasPath));
  if (!known && coverage === undefined) return null;
  return html`<section id="coverage"><h2>Coverage</h2>
${known ? pathTable(view) : null}
${coverage === undefined ? null : gaps(coverage)}</section>`;
}

const hasPath = ({ access, evaluated, requests }: PatternCell['pattern']) =>
  access !== undefined || evaluated !== undefined || requests !== undefined;

function pathTable(view: RunView): Content {
  return table(
    'How each engine finds what a pattern asks for; figures are of one operation',
    [
      {
        head: 'pattern',
        names: true,
        cell: ({ id, name }) => html`<a href="#${rowId(id)}"><span class="id">${id}</span>${name}</a>`,
      },
      ...view.targets.flatMap((target, at) => targetColumns(target, at)),
    ],
    view.classes.flatMap(({ rows }) => rows),
  );
}

function targetColumns(target: TargetView, at: number): HtmlColumn<PatternRow>[] {
  const group = engineText(target, true);
  const figure = (
    head: string,
    value: (pattern: PatternCell['pattern']) => number | undefined,
  ): HtmlColumn<PatternRow> => ({
    head,
    group,
    align: 'right',
    cell: ({ cells }) => perOperation(cells[at], value),
  });
  const path: HtmlColumn<PatternRow> = { head: 'path', group, cell: ({ cells }) => pathCell(cells[at]) };
  const paths = target.record.patterns.some(({ access }) => access !== undefined);
  return [
    ...(paths ? [path] : []),
    figure('requests', ({ requests }) => requests),
    figure('evaluated', ({ evaluated }) => evaluated),
    figure('returned', ({ items }) => items),
    { head: 'bytes', group, align: 'right', cell: ({ cells }) => bytesCell(cells[at]) },
  ];
}

function pathCell(cell: PatternCell | null | undefined): Content {
  const access = cell?.pattern.access;
  if (access === undefined) return null;
  return [chip(access.kind), access.steps.map((step) => html`<span class="sub">${step}</span>`)];
}

function perOperation(
  cell: PatternCell | null | undefined,
  value: (pattern: PatternCell['pattern']) => number | undefined,
): Content {
  const total = cell == null ? undefined : value(cell.pattern);
  if (cell == null || total === undefined) return null;
  const operations = cell.pattern.completed + cell.pattern.failed;
  return operations === 0 ? '–' : pointed(units(total / operations));
}

function bytesCell(cell: PatternCell | null | undefined): Content {
  if (cell == null) return null;
  const operations = cell.pattern.completed + cell.pattern.failed;
  return operations === 0 ? '–' : bytes(cell.pattern.bytes / operations);
}

function gaps({ withoutPath, unreadIndexes }: CoverageRecord): Content {
  if (withoutPath.length + unreadIndexes.length === 0)
    return html`<p>Every pattern has an access path, and every index is read.</p>`;
  return html`<ul>
${withoutPath.map(({ target, pattern, why }) => html`<li><a href="#${rowId(pattern)}">Pattern ${pattern}</a> has no access path on ${serviceName(target)}: ${why}.</li>`)}
${unreadIndexes.map(({ target, table: name, index }) => html`<li>No pattern reads ${name} ${index} on ${serviceName(target)}.</li>`)}
</ul>`;
}
