import type { Row, RowLayout } from 'patternbench';

/** How one field of a record lies in one column. */
export interface Column<Rec> {
  readonly name: string;
  readonly field: keyof Rec & string;
  /** What the driver gives for the column, as the record has it; as it comes where left out. */
  readonly read?: (value: unknown, row: Row) => unknown;
}

/** A layout from a list of columns, the first of which is the key; `derived` are fields that have no column. */
export function rowLayout<Rec extends object>(
  table: string,
  columns: readonly Column<Rec>[],
  derived: (row: Row) => object = () => ({}),
): RowLayout<Rec> {
  return {
    table,
    columns: columns.map(({ name }) => name),
    keyColumns: 1,
    toRow: (record) => columns.map(({ field }) => record[field]),
    fromRow: (row) => {
      const record: Record<string, unknown> = {};
      for (const { name, field, read } of columns) record[field] = read ? read(row[name], row) : row[name];
      return Object.assign(record, derived(row));
    },
  };
}

export function column<Rec>(name: string, field: keyof Rec & string): Column<Rec> {
  return { name, field };
}

/** A timestamptz: a `Date` from the driver, ISO 8601 text in the record. */
export function time<Rec>(name: string, field: keyof Rec & string): Column<Rec> {
  return { name, field, read: (value) => (value instanceof Date ? value.toISOString() : value) };
}
