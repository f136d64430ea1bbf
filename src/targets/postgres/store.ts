import { createHash } from 'node:crypto';
import pg from 'pg';
import type { World } from '../../dataset/entity.ts';
import type { RowLayout } from '../../workload/layout.ts';
import type { Row } from '../../workload/postgres-port.ts';
import { BadInput } from '../../workload/problem.ts';
import type { Workload } from '../../workload/workload.ts';
import { layoutSamples } from '../layout-samples.ts';
import type { Found, LoadSteps, NumberedRecord, PostgresPlace, Slice, Store, TableCount } from '../target.ts';
import { PostgresConnection } from './connection.ts';
import { copySlice } from './copy-slice.ts';
import { unreachable } from './environment.ts';
import { refusal } from './refusal.ts';
import { LazyRows } from './rows.ts';
import { Statements } from './statements.ts';
import { isJson, valueText } from './value-text.ts';

const quote = pg.escapeIdentifier;

/** A table of our own beside the workload's: its presence says that the schema is ours to drop. */
const marker = 'patternbench_dataset';
const connectTimeoutMs = 10_000;
/** Long enough for an index over millions of rows; a person can interrupt. */
const statementTimeoutMs = 6 * 3_600_000;
/** Rows asked for in one statement when they are read back. */
const readBackRows = 500;

/** The data side of PostgreSQL: one schema, which holds the workload's tables and the manifest. */
export class PostgresStore implements Store {
  readonly name = 'postgres';
  readonly #place: PostgresPlace;
  readonly #workload: Workload;
  readonly #connection: PostgresConnection;
  readonly #statements = new Statements();

  private constructor(place: PostgresPlace, workload: Workload, connection: PostgresConnection) {
    this.#place = place;
    this.#workload = workload;
    this.#connection = connection;
  }

  static async open(place: PostgresPlace, workload: Workload): Promise<PostgresStore> {
    const options = { url: place.url, schema: place.schema, connectTimeoutMs, statementTimeoutMs: 0 };
    try {
      return new PostgresStore(place, workload, await PostgresConnection.open(options));
    } catch (error) {
      throw unreachable(place, error);
    }
  }

  async find(): Promise<Found> {
    const schemas = await this.#rows('select 1 from pg_namespace where nspname = $1', [this.#place.schema]);
    if (schemas.length === 0) return { state: 'empty' };
    const foreign: Found = { state: 'foreign', what: [`schema ${quote(this.#place.schema)}`] };
    if (!(await this.#isOurs())) return foreign;
    const [row] = await this.#rows(`select manifest from ${quote(marker)}`);
    if (typeof row?.manifest !== 'string') return foreign;
    const there = await this.#rows('select tablename from pg_tables where schemaname = $1', [this.#place.schema]);
    const names = new Set(there.map(({ tablename }) => tablename));
    return { state: 'ours', manifest: row.manifest, missing: this.#tables().filter((table) => !names.has(table)) };
  }

  layoutDigest(world: World): string {
    const { tables, indexes, entities } = this.#workload.postgres;
    const hash = createHash('sha256').update(JSON.stringify([tables, indexes]));
    for (const [name, { table, columns, keyColumns, toRow }] of Object.entries(entities)) {
      const rows = layoutSamples(world, this.#workload, name).map((record) => toRow(record));
      hash.update(JSON.stringify([name, table, columns, keyColumns, rows]));
    }
    return hash.digest('hex');
  }

  async create(manifest: string): Promise<void> {
    const { tables } = this.#workload.postgres;
    await this.#transaction(async () => {
      await this.#script(`create schema ${quote(this.#place.schema)}`);
      await this.#script(
        `create table ${quote(marker)} (manifest text not null, indexed boolean not null default false)`,
      );
      await this.#rows(`insert into ${quote(marker)} (manifest) values ($1)`, [manifest]);
      await this.#layoutSql('postgres.tables', tables);
      const found = await this.find();
      const missing = found.state === 'ours' ? found.missing : [];
      if (missing.length === 0) return;
      const expected = 'CREATE TABLE for every table that postgres.entities names, without a schema before its name';
      throw new BadInput(missing.map((table) => ({ place: 'postgres.tables', found: `no table ${table}`, expected })));
    });
  }

  async load(slice: Slice, steps: LoadSteps): Promise<number> {
    const layout = this.#layoutOf(slice.entity);
    const types = await this.#columnTypes(layout);
    const json = layout.columns.map((column) => isJson(types.get(column) ?? 0));
    let from = slice.from;
    while (from < slice.to && !steps.signal.aborted) {
      const start = from;
      from = await this.#transaction(async () => {
        await this.#script('set local synchronous_commit to off');
        const next = await this.#copy({ ...slice, from: start }, layout, json, steps);
        await this.keepManifest(steps.manifestAt(next));
        return next;
      });
    }
    return from;
  }

  async finish(): Promise<void> {
    const { indexes } = this.#workload.postgres;
    await this.#transaction(async () => {
      const [row] = await this.#rows(`select indexed from ${quote(marker)} for update`);
      if (row?.indexed === true) return;
      await this.#layoutSql('postgres.indexes', indexes);
      await this.#script(`update ${quote(marker)} set indexed = true`);
    });
    for (const table of this.#tables()) await this.#script(`vacuum (freeze, analyze) ${quote(table)}`);
    // So that a run does not pay for writing the load to disk. Only an administrator may; elsewhere it comes in time.
    await this.#connection.script('checkpoint', statementTimeoutMs).catch(() => {});
  }

  async keepManifest(manifest: string): Promise<void> {
    await this.#rows(`update ${quote(marker)} set manifest = $1`, [manifest]);
  }

  async counts(): Promise<readonly TableCount[]> {
    const counts: TableCount[] = [];
    for (const table of this.#tables()) {
      const [row] = await this.#rows(`select count(*) as count from ${quote(table)}`);
      const entities = Object.entries(this.#workload.postgres.entities).filter(([, layout]) => layout.table === table);
      counts.push({ table, entities: entities.map(([name]) => name), count: Number(row?.count ?? 0) });
    }
    return counts;
  }

  async readBack(
    entity: string,
    records: readonly NumberedRecord[],
  ): Promise<(Readonly<Record<string, unknown>> | null)[]> {
    const layout = this.#layoutOf(entity);
    const found: (Readonly<Record<string, unknown>> | null)[] = [];
    for (let from = 0; from < records.length; from += readBackRows) {
      found.push(...(await this.#readRows(layout, records.slice(from, from + readBackRows))));
    }
    return found;
  }

  keyOf(entity: string, record: NumberedRecord): string {
    const { columns, keyColumns, toRow } = this.#layoutOf(entity);
    const values = toRow(record);
    return columns
      .slice(0, keyColumns)
      .map((column, at) => `${column} = ${valueText(values[at], false)}`)
      .join(', ');
  }

  async drop(): Promise<void> {
    if (!(await this.#isOurs())) return;
    await this.#script(`drop schema ${quote(this.#place.schema)} cascade`);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #isOurs(): Promise<boolean> {
    const [row] = await this.#rows('select to_regclass($1) is not null as ours', [
      `${quote(this.#place.schema)}.${quote(marker)}`,
    ]);
    return row?.ours === true;
  }

  /** Rows by the keys of records; PostgreSQL itself makes its types of the JSON. */
  async #readRows(
    { table, columns, keyColumns, toRow, fromRow }: RowLayout<object>,
    records: readonly NumberedRecord[],
  ): Promise<(Readonly<Record<string, unknown>> | null)[]> {
    const keys = columns.slice(0, keyColumns);
    const wanted = records.map((record) => {
      const values = toRow(record);
      return Object.fromEntries(keys.map((key, at) => [key, values[at]]));
    });
    const same = keys.map((key) => `t.${quote(key)} = k.${quote(key)}`).join(' and ');
    const rows = await this.#rows(
      `select k.ordinality as patternbench_ordinality, t.*
         from rows from (json_populate_recordset(null::${quote(table)}, $1::json)) with ordinality k
         join ${quote(table)} t on ${same}`,
      [wanted],
    );
    const byPlace = new Map(rows.map(({ patternbench_ordinality: at, ...row }) => [at, row]));
    return records.map((_, at) => {
      const row = byPlace.get(at + 1);
      return row === undefined ? null : fromRow(row);
    });
  }

  async #copy(slice: Slice, layout: RowLayout<object>, json: readonly boolean[], steps: LoadSteps): Promise<number> {
    const into = `copy ${quote(layout.table)} (${layout.columns.map(quote).join(', ')}) from stdin`;
    try {
      return await copySlice(this.#connection.client, into, slice, (record) => layout.toRow(record), json, steps);
    } catch (error) {
      throw refusal(error, this.#place, {
        place: `postgres.entities.${slice.entity}.toRow`,
        expected: `rows that ${layout.table} takes`,
      });
    }
  }

  async #columnTypes({ table }: RowLayout<object>): Promise<Map<unknown, number>> {
    const rows = await this.#rows(
      'select attname, atttypid from pg_attribute where attrelid = to_regclass($1) and attnum > 0',
      [quote(table)],
    );
    return new Map(rows.map(({ attname, atttypid }) => [attname, Number(atttypid)]));
  }

  #layoutOf(entity: string): RowLayout<object> {
    const layout = this.#workload.postgres.entities[entity];
    if (layout === undefined) throw new RangeError(`no entity ${entity}`);
    return layout;
  }

  #tables(): string[] {
    return [...new Set(Object.values(this.#workload.postgres.entities).map(({ table }) => table))];
  }

  async #layoutSql(place: string, sql: string): Promise<void> {
    if (sql.trim() === '') return;
    try {
      await this.#connection.client.query(sql);
    } catch (error) {
      throw refusal(error, this.#place, { place, sql, expected: 'SQL that PostgreSQL runs' });
    }
  }

  async #script(sql: string): Promise<void> {
    await this.#trying(() => this.#connection.script(sql, statementTimeoutMs));
  }

  async #rows(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const statement = this.#statements.of(text, undefined);
    return await this.#trying(
      async () => new LazyRows(await this.#connection.run(statement, values, statementTimeoutMs, () => {})).rows,
    );
  }

  async #transaction<Value>(body: () => Promise<Value>): Promise<Value> {
    await this.#script('begin');
    try {
      const value = await body();
      await this.#script('commit');
      return value;
    } catch (error) {
      await this.#connection.script('rollback', connectTimeoutMs).catch(() => {});
      throw error;
    }
  }

  async #trying<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof BadInput ? error : unreachable(this.#place, error);
    }
  }
}
