import type { MigrationPhaseRecord } from '../../src/runs/migration-record.ts';
import { migrationLines, migrationNotes, migrationTables } from '../migration-table.ts';
import type { RunView } from '../run-view.ts';
import { type Content, html } from './markup.ts';
import { table } from './table.ts';

/** The phases of a migration: what the application saw, what happened between the engines, and what it took. */
export function migrationSection({ record: { migration } }: RunView): Content {
  if (migration === undefined) return null;
  const lines = migrationLines(migration);
  return html`<section id="migration"><h2>The migration, phase by phase</h2>
${migrationNotes(migration).map((note) => html`<p class="muted">${note}</p>`)}
${migrationTables(migration).map(({ caption, columns }) =>
  table<MigrationPhaseRecord>(
    caption,
    columns.map(({ group, head, align, text, isBad }, at) => ({
      head: at === 0 ? 'phase' : head,
      ...(at === 0 ? { names: true } : { group }),
      ...(align === 'right' ? { align } : {}),
      cell: text,
      tone: (phase) => (isBad?.(phase) === true ? 'bad' : ''),
    })),
    migration.phases,
  ),
)}
${lines.length === 0 ? null : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}</section>`;
}
