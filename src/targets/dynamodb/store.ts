import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../../dataset/entity.ts';
import { EnvironmentError } from '../../engines/environment-error.ts';
import type { Item } from '../../workload/dynamodb-port.ts';
import type { ItemLayout } from '../../workload/layout.ts';
import { OperationFailed } from '../../workload/operation-failed.ts';
import { BadInput } from '../../workload/problem.ts';
import type { Workload } from '../../workload/workload.ts';
import { layoutSamples } from '../layout-samples.ts';
import type { DynamoDbPlace, Found, LoadSteps, NumberedRecord, Slice, Store, TableCount } from '../target.ts';
import { writeBatch } from './batch-writer.ts';
import type { Connection } from './connection.ts';
import { itemsByKey } from './items-by-key.ts';
import { loadSlice } from './load-slice.ts';
import { createManifestTable, type ManifestItem, manifestItemOf, manifestTable } from './manifest-item.ts';
import { type Origin, refusal } from './refusal.ts';
import type { Input, OperationName, Output } from './request.ts';
import { createTableRequest } from './table-request.ts';
import type { Tables } from './tables.ts';

const timeoutMs = 30_000;
/** Scans of one table on their way at once, and how finely it is divided for them. */
const scansAtOnce = 4;
const itemsPerSegment = 250;
const mostSegments = 100_000;

export interface DynamoDbStoreOptions {
  readonly place: DynamoDbPlace;
  readonly workload: Workload;
  readonly tables: Tables;
  readonly connection: Connection;
  /** Batches on their way at once while it is loaded. */
  readonly inFlight: number;
}

/** The data side of DynamoDB: the layout's tables, and a table of our own that says which of them are ours. */
export class DynamoDbStore implements Store {
  readonly name = 'dynamodb';
  readonly #place: DynamoDbPlace;
  readonly #workload: Workload;
  readonly #tables: Tables;
  readonly #connection: Connection;
  readonly #inFlight: number;

  constructor({ place, workload, tables, connection, inFlight }: DynamoDbStoreOptions) {
    this.#place = place;
    this.#workload = workload;
    this.#tables = tables;
    this.#connection = connection;
    this.#inFlight = inFlight;
  }

  async find(): Promise<Found> {
    const names = await this.#asking(() => this.#tables.names());
    const ours = await this.#manifestItem(names);
    const wanted = this.#workload.dynamodb.tables.map(({ definition }) => definition.TableName);
    if (ours !== null) {
      return { state: 'ours', manifest: ours.manifest, missing: wanted.filter((table) => !names.has(table)) };
    }
    const what = wanted.filter((table) => names.has(table)).map((table) => `table ${table}`);
    if (names.has(manifestTable) && !(await this.#isManifestTable())) what.unshift(`table ${manifestTable}`);
    return what.length === 0 ? { state: 'empty' } : { state: 'foreign', what };
  }

  layoutDigest(world: World): string {
    const { tables, entities } = this.#workload.dynamodb;
    const hash = createHash('sha256').update(JSON.stringify(tables.map(createTableRequest)));
    for (const [name, { table, toItem }] of Object.entries(entities)) {
      const items = layoutSamples(world, this.#workload, name).map((record) => toItem(record));
      hash.update(JSON.stringify([name, table, items]));
    }
    return hash.digest('hex');
  }

  async create(manifest: string): Promise<void> {
    const { tables } = this.#workload.dynamodb;
    await this.#asking(() => this.#tables.create(createManifestTable));
    const item: ManifestItem = {
      workload: this.#workload.name,
      manifest,
      tables: tables.map(({ definition }) => definition.TableName),
    };
    await this.#send('PutItem', { TableName: manifestTable, Item: { ...item } });
    for (const table of tables) {
      const name = table.definition.TableName;
      const origin = { place: `dynamodb.tables: ${name}`, expected: 'a table that DynamoDB creates' };
      await this.#asking(() => this.#tables.create({ ...createTableRequest(table), TableName: name }), origin);
    }
  }

  async load(slice: Slice, steps: LoadSteps): Promise<number> {
    const { table, toItem } = this.#layoutOf(slice.entity);
    const writer = { connection: this.#connection, random: Math.random, sleep: (ms: number) => sleep(ms) };
    const origin = { place: `dynamodb.entities.${slice.entity}.toItem`, expected: `items that ${table} takes` };
    return await loadSlice(slice, steps, {
      inFlight: this.#inFlight,
      toItem: (record) => toItem(record),
      write: (items) => this.#asking(() => writeBatch(writer, table, items), origin),
      keep: (manifest) => this.keepManifest(manifest),
      clock: () => performance.now(),
    });
  }

  async finish(): Promise<void> {}

  async keepManifest(manifest: string): Promise<void> {
    await this.#send('UpdateItem', {
      TableName: manifestTable,
      Key: { workload: this.#workload.name },
      UpdateExpression: 'SET manifest = :manifest',
      ConditionExpression: 'attribute_exists(workload)',
      ExpressionAttributeValues: { ':manifest': manifest },
    });
  }

  async counts(plausible: (count: number, entities: readonly string[]) => boolean): Promise<readonly TableCount[]> {
    const counts: TableCount[] = [];
    for (const { definition } of this.#workload.dynamodb.tables) {
      const table = definition.TableName;
      const layouts = Object.entries(this.#workload.dynamodb.entities).filter(([, layout]) => layout.table === table);
      const entities = layouts.map(([name]) => name);
      const described = await this.#asking(() => this.#tables.describe(table));
      const estimate = described?.ItemCount ?? 0;
      const count = plausible(estimate, entities) ? estimate : await this.#countByScan(table, estimate);
      counts.push({ table, entities, count });
    }
    return counts;
  }

  async readBack(
    entity: string,
    records: readonly NumberedRecord[],
  ): Promise<(Readonly<Record<string, unknown>> | null)[]> {
    const { table, fromItem } = this.#layoutOf(entity);
    const keys = records.map((record) => this.#key(entity, record));
    const items = await this.#asking(() => itemsByKey(this.#connection, table, keys));
    return items.map((item) => (item === null ? null : fromItem(item)));
  }

  keyOf(entity: string, record: NumberedRecord): string {
    const key = Object.entries(this.#key(entity, record));
    return key.map(([name, value]) => `${name} = ${value}`).join(', ');
  }

  async drop(): Promise<void> {
    const names = await this.#asking(() => this.#tables.names());
    const ours = await this.#manifestItem(names);
    if (ours === null) return;
    for (const table of ours.tables) await this.#asking(() => this.#tables.delete(table));
    await this.#send('DeleteItem', { TableName: manifestTable, Key: { workload: this.#workload.name } });
    const { Items = [] } = await this.#send('Scan', { TableName: manifestTable, Limit: 1 });
    if (Items.length === 0) await this.#asking(() => this.#tables.delete(manifestTable));
  }

  async close(): Promise<void> {
    this.#tables.close();
    await this.#connection.close();
  }

  async #manifestItem(names: ReadonlySet<string>): Promise<ManifestItem | null> {
    if (!names.has(manifestTable) || !(await this.#isManifestTable())) return null;
    const key = { workload: this.#workload.name };
    const { Item: item } = await this.#send('GetItem', { TableName: manifestTable, Key: key, ConsistentRead: true });
    return manifestItemOf(item as Item | undefined);
  }

  /** A table of that name may be anybody's. */
  async #isManifestTable(): Promise<boolean> {
    const found = await this.#asking(() => this.#tables.describe(manifestTable));
    const keys = found?.KeySchema ?? [];
    return keys.length === 1 && keys[0]?.AttributeName === 'workload';
  }

  /**
   * A segment a page or so: DynamoDB Local reads all that is left of a segment for each of its pages, so that a large
   * table in one segment takes it hours.
   */
  async #countByScan(table: string, estimate: number): Promise<number> {
    const segments = Math.min(mostSegments, Math.max(scansAtOnce, Math.ceil(estimate / itemsPerSegment)));
    let next = 0;
    let count = 0;
    const lane = async (): Promise<void> => {
      while (next < segments) {
        const inSegment = await this.#countSegment(table, next++, segments);
        count += inSegment;
      }
    };
    await Promise.all(Array.from({ length: scansAtOnce }, lane));
    return count;
  }

  async #countSegment(table: string, segment: number, segments: number): Promise<number> {
    let count = 0;
    let after: Item | undefined;
    do {
      const page = await this.#send('Scan', {
        TableName: table,
        Select: 'COUNT',
        ConsistentRead: true,
        Segment: segment,
        TotalSegments: segments,
        ...(after === undefined ? {} : { ExclusiveStartKey: after }),
      });
      count += page.Count ?? 0;
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return count;
  }

  #key(entity: string, record: NumberedRecord): Item {
    const { table, toItem } = this.#layoutOf(entity);
    const found = this.#workload.dynamodb.tables.find(({ definition }) => definition.TableName === table);
    const item = toItem(record);
    const names = (found?.definition.KeySchema ?? []).map(({ AttributeName }) => AttributeName ?? '');
    return Object.fromEntries(names.map((name) => [name, item[name]]));
  }

  #layoutOf(entity: string): ItemLayout<object> {
    const layout = this.#workload.dynamodb.entities[entity];
    if (layout === undefined) throw new RangeError(`no entity ${entity}`);
    return layout;
  }

  async #send<Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Output<Name>> {
    const exchange = await this.#connection.send(operation, input, timeoutMs);
    if (exchange.state === 'answered') return exchange.read();
    throw refusal({ name: exchange.code, message: exchange.detail }, this.#place, null);
  }

  async #asking<Value>(work: () => Promise<Value>, origin: Origin | null = null): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof EnvironmentError || error instanceof BadInput) throw error;
      if (error instanceof OperationFailed) {
        throw refusal({ name: error.code, message: error.message }, this.#place, origin);
      }
      throw refusal({ name: (error as Error).name, message: (error as Error).message }, this.#place, origin);
    }
  }
}
