import { keyAttributes, type TableDefinition } from '../../capacity/table-definition.ts';
import type { World } from '../../dataset/entity.ts';
import { keyText } from '../../targets/dynamodb/key-condition.ts';
import type { Item } from '../../workload/dynamodb-port.ts';
import type { Workload } from '../../workload/workload.ts';

/** Records that are kept in memory to answer with, at most; the entities with the fewest come first. */
const mostRecords = 40_000;

/** The items of a dataset's small entities, by key, so that programs can be followed beyond their first step. */
export class KnownItems {
  /** Entities whose items are all here. */
  readonly entities: readonly string[];
  readonly #partitions = new Map<string, Item[]>();
  readonly #items = new Map<string, Item>();
  readonly #tables: ReadonlyMap<string, TableDefinition>;

  constructor(workload: Workload, world: World, tables: ReadonlyMap<string, TableDefinition>) {
    this.#tables = tables;
    const counted = Object.entries(workload.entities)
      .map(([name, entity]) => ({ name, entity, count: world.count(entity) }))
      .sort((one, other) => one.count - other.count);
    const entities: string[] = [];
    let records = 0;
    for (const { name, entity, count } of counted) {
      const layout = workload.dynamodb.entities[name];
      records += count;
      if (layout === undefined || records > mostRecords) break;
      for (let i = 0; i < count; i++) this.#add(layout.table, layout.toItem(world.record(entity, i)));
      entities.push(name);
    }
    this.entities = entities;
  }

  item(table: string, key: Item): Item | null {
    return this.#items.get(this.#itemKey(table, key)) ?? null;
  }

  /** The items of a partition of a table or an index, in no order. */
  partition(table: string, index: string | null, key: string): readonly Item[] {
    return this.#partitions.get(JSON.stringify([table, index, key])) ?? [];
  }

  #add(table: string, item: Item): void {
    const definition = this.#tables.get(table);
    if (definition === undefined) return;
    this.#items.set(this.#itemKey(table, item), item);
    for (const part of [{ name: null, key: definition.key }, ...definition.indexes]) {
      const isHeld = keyAttributes(part.key).every(({ name }) => item[name] !== undefined);
      const key = keyText(partitionNames(part.key), (name) => item[name]);
      if (!isHeld || key === null) continue;
      const place = JSON.stringify([table, part.name, key]);
      const partition = this.#partitions.get(place);
      if (partition === undefined) this.#partitions.set(place, [item]);
      else partition.push(item);
    }
  }

  #itemKey(table: string, item: Item): string {
    const definition = this.#tables.get(table);
    return JSON.stringify([
      table,
      ...(definition === undefined ? [] : keyAttributes(definition.key).map(({ name }) => item[name])),
    ]);
  }
}

export function partitionNames(key: TableDefinition['key']): readonly string[] {
  return key.partition.map(({ name }) => name);
}
