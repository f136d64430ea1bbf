import type { RowLayout, Statement } from 'patternbench';

/** The statement that inserts a record, ids included: both engines are to hold the same records. */
export function insert<Rec>(layout: RowLayout<Rec>, record: Rec): Statement {
  const places = layout.columns.map((_, at) => `$${at + 1}`);
  return {
    text: `insert into ${layout.table} (${layout.columns.join(', ')}) values (${places.join(', ')})`,
    values: layout.toRow(record).map(columnValue),
  };
}

/** pg would write a list as an array: what goes into jsonb is made JSON text here. */
export function columnValue(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
