import type { MigrationRecord } from '../src/runs/migration-record.ts';
import {
  type MigrationColumn,
  type MigrationTable,
  migrationLines,
  migrationNotes,
  migrationTables,
} from './migration-table.ts';
import type { Paint } from './text/paint.ts';
import { type TextColumn, tableWidth, textTable } from './text/text-table.ts';
import { plain, wrapped } from './text/text-width.ts';

const linesShown = 12;

/** The phases of a migration for a terminal, and what differed. */
export function migrationSections(migration: MigrationRecord, width: number, paint: Paint): string[][] {
  const told = migrationLines(migration);
  const lines = told.slice(0, linesShown).flatMap((line) => wrapped(plain(line), width, '  ', '     '));
  if (told.length > linesShown) lines.push(`  and ${told.length - linesShown} more in report.html`);
  const notes = migrationNotes(migration).flatMap((line) => wrapped(line, width, '', '  '));
  return [
    ...migrationTables(migration).map((table) => section(table, migration, width, paint)),
    ...(lines.length === 0 ? [] : [[paint('bad', 'between the engines'), ...lines]]),
    notes.map((line) => paint('dim', line)),
  ];
}

/** Where a terminal is narrow, groups of columns that do not fit stand in a table below. */
function section({ columns }: MigrationTable, migration: MigrationRecord, width: number, paint: Paint): string[] {
  const [phase, ...others] = columns.map((column) => textColumn(column, migration));
  if (phase === undefined) return [];
  const tables: TextColumn[][] = [];
  for (const group of [...new Set(others.map((column) => column.group))]) {
    const own = others.filter((column) => column.group === group);
    const last = tables.at(-1);
    if (last !== undefined && tableWidth([...last, ...own]) <= width) last.push(...own);
    else tables.push([phase, ...own]);
  }
  return tables.flatMap((table, at) => [...(at > 0 ? [''] : []), ...textTable(table, paint)]);
}

function textColumn({ group, head, align, text, isBad }: MigrationColumn, { phases }: MigrationRecord): TextColumn {
  return {
    group,
    head,
    align: align === 'left' ? 'left' : 'point',
    cells: phases.map((phase) => {
      const cell = { text: plain(text(phase)) };
      return isBad?.(phase) === true ? { ...cell, style: 'bad' } : cell;
    }),
  };
}
