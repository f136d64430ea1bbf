import type { Row, RowsReply } from '../../workload/postgres-port.ts';
import type { Reply } from './connection.ts';
import type { Field } from './exchange.ts';
import { parserOf } from './row-value.ts';

/** Rows that are parsed when somebody looks. */
export class LazyRows implements RowsReply {
  readonly count: number;
  readonly #raw: readonly (string | null)[][];
  readonly #fields: readonly Field[];
  #rows: readonly Row[] | null = null;

  constructor({ rows, fields, tag }: Reply) {
    this.count = fields.length > 0 ? rows.length : rowsOf(tag);
    this.#raw = rows;
    this.#fields = fields;
  }

  get rows(): readonly Row[] {
    this.#rows ??= parseRows(this.#fields, this.#raw);
    return this.#rows;
  }
}

function parseRows(fields: readonly Field[], raw: readonly (string | null)[][]): readonly Row[] {
  const columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
  return raw.map((values) => {
    const row: Row = {};
    columns.forEach(({ name, parse }, at) => {
      const text = values[at];
      row[name] = text === undefined || text === null ? null : parse(text);
    });
    return row;
  });
}

/** How many rows a command tag speaks of: `UPDATE 3`, `INSERT 0 1`; none in `CREATE TABLE`. */
function rowsOf(tag: string): number {
  return Number(/ (\d+)$/.exec(tag)?.[1] ?? 0);
}
