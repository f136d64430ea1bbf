import type { World } from '../dataset/entity.ts';
import { evenlySpaced } from '../dataset/hash.ts';
import type { Workload } from '../workload/workload.ts';
import { type PostgresIndex, postgresIndexes } from './postgres-indexes.ts';

const sampled = 400;

/** PostgreSQL's page layout: 8 KiB pages with a head of 24 bytes, a pointer of 4 bytes for each row or entry. */
const pageBytes = 8192;
const pageHeadBytes = 24;
const pointerBytes = 4;
/** A row's head, its null bitmap up to 8 columns included, and an index entry's. */
const rowHeadBytes = 24;
const entryHeadBytes = 8;
/** B-tree leaves are filled so far. */
const leafFill = 0.9;

/** Estimated bytes of a record of one entity in PostgreSQL: its row and its entries in each index. */
export interface RowSize {
  readonly entity: string;
  readonly table: string;
  readonly sampled: number;
  readonly heapBytes: number;
  readonly indexes: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * Sizes from a sample of the dataset's own rows: 8 bytes a number or a time, 1 a boolean, text and jsonb by their UTF-8
 * bytes with their length, each rounded up to 8 a row. Compression of long values and bloat are left out.
 */
export function rowSizes(workload: Workload, world: World): readonly RowSize[] {
  const indexes = postgresIndexes(workload.postgres);
  return Object.entries(workload.entities).flatMap(([entity, of]) => {
    const layout = workload.postgres.entities[entity];
    if (layout === undefined) return [];
    const rows = evenlySpaced(world.count(of), sampled).map((i) => layout.toRow(world.record(of, i)));
    const widths = layout.columns.map((_, at) => mean(rows.map((row) => valueBytes(row[at]))));
    const widthOf = new Map(layout.columns.map((column, at) => [column, widths[at] ?? 0]));
    const heap = mean(rows.map((row) => rowBytes(row)));
    const key: PostgresIndex = {
      name: 'primary key',
      table: layout.table,
      columns: layout.columns.slice(0, layout.keyColumns),
    };
    const own = [key, ...indexes.filter(({ table }) => table === layout.table)];
    return [
      {
        entity,
        table: layout.table,
        sampled: rows.length,
        heapBytes: inPages(heap, 1),
        indexes: own.map(({ name, columns }) => ({ name, bytes: entryBytes(columns, widthOf) })),
      },
    ];
  });
}

/** All of a row's bytes, heap and indexes. */
export function allBytes({ heapBytes, indexes }: RowSize): number {
  return indexes.reduce((sum, { bytes }) => sum + bytes, heapBytes);
}

function rowBytes(row: readonly unknown[]): number {
  const bitmap = row.some((value) => value === null || value === undefined) ? Math.ceil(row.length / 8) : 0;
  const head = Math.max(rowHeadBytes, aligned(23 + bitmap));
  return pointerBytes + aligned(head + row.reduce<number>((sum, value) => sum + valueBytes(value), 0));
}

function entryBytes(columns: readonly string[], widthOf: ReadonlyMap<string, number>): number {
  const width = columns.reduce((sum, column) => sum + (widthOf.get(column) ?? 8), 0);
  return inPages(pointerBytes + aligned(entryHeadBytes + width), leafFill);
}

/** With its share of page heads and of what is left free. */
function inPages(bytes: number, fill: number): number {
  return (bytes * pageBytes) / (pageBytes - pageHeadBytes) / fill;
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function valueBytes(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'boolean') return 1;
  if (typeof value === 'number' || typeof value === 'bigint') return 8;
  if (typeof value === 'string') return moment.test(value) ? 8 : textBytes(value);
  return value instanceof Date ? 8 : textBytes(JSON.stringify(value));
}

/** A length of 1 byte up to 126 bytes, of 4 beyond. */
function textBytes(text: string): number {
  const bytes = Buffer.byteLength(text);
  return bytes + (bytes <= 126 ? 1 : 4);
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
