import type { Item } from '../../capacity/attribute-value.ts';
import { entryBytes, isIndexed } from '../../capacity/index-entry.ts';
import { indexWriteUnits } from '../../capacity/index-writes.ts';
import { itemBytes } from '../../capacity/item-size.ts';
import { type IndexDefinition, keyAttributes, type TableDefinition } from '../../capacity/table-definition.ts';
import { sameValue } from '../../capacity/value-identity.ts';
import { writeUnits } from '../../capacity/write-units.ts';
import { Data } from '../../dataset/data.ts';
import { Draw } from '../../dataset/draw.ts';
import type { World } from '../../dataset/entity.ts';
import { itemImage } from '../../targets/dynamodb/item-image.ts';
import type { Left } from '../../workload/pattern.ts';
import type { Workload } from '../../workload/workload.ts';

/** An item before and after an operation, and what the change costs by the documented rules. */
export interface Change {
  readonly entity: string;
  readonly table: string;
  readonly before: Item | null;
  readonly after: Item | null;
  /** Attributes that came, went or are another value. */
  readonly changed: readonly string[];
  readonly tableUnits: number;
  /** Of each index that the item is in, before or after. */
  readonly indexes: readonly IndexChange[];
}

export interface IndexChange {
  readonly index: string;
  readonly units: number;
  /** `rewritten`: its key stayed and something that it holds changed. `moved`: deleted and put under another key. */
  readonly how: 'put' | 'removed' | 'moved' | 'rewritten' | 'untouched';
  /** What one write of the larger entry costs: a move is two. */
  readonly inPlaceUnits: number;
}

/** What drawn operations of a writing pattern leave behind. */
export interface WriteFacts {
  readonly pattern: string;
  readonly perDay: number;
  readonly operations: number;
  readonly changes: readonly Change[];
}

/** Operations of each writing pattern that are drawn. */
const drawn = 20;

/** Every pattern that declares what it leaves. The state before is the dataset's. */
export function writeFacts(
  workload: Workload,
  world: World,
  tables: ReadonlyMap<string, TableDefinition>,
  perDay: (pattern: string) => number,
): readonly WriteFacts[] {
  const data = new Data(world);
  return workload.patterns.flatMap((pattern) => {
    if (pattern.leaves === undefined) return [];
    const changes: Change[] = [];
    for (let n = 0; n < drawn; n++) {
      const left = pattern.leaves(pattern.params(new Draw(world, n)), data);
      for (const one of left) changes.push(...changeOf(workload, world, tables, one));
    }
    return [{ pattern: pattern.id, perDay: perDay(pattern.id), operations: drawn, changes }];
  });
}

function changeOf(
  workload: Workload,
  world: World,
  tables: ReadonlyMap<string, TableDefinition>,
  { of, i, record }: Left,
): readonly Change[] {
  const entity = Object.keys(workload.entities).find((name) => workload.entities[name] === of);
  const layout = entity === undefined ? undefined : workload.dynamodb.entities[entity];
  const table = layout === undefined ? undefined : tables.get(layout.table);
  if (entity === undefined || layout === undefined || table === undefined) return [];
  const image = (state: object): Item => itemImage(layout.toItem({ ...state, i }));
  const first = (): object => world.record(of, i);
  const before = i < world.count(of) ? image(first()) : null;
  const after = record === null ? null : image(record ?? first());
  return [changed(entity, table, before, after)];
}

/** The change between two images of an item. */
export function changed(entity: string, table: TableDefinition, before: Item | null, after: Item | null): Change {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const differing = [...names].filter((name) => !sameValue(before?.[name], after?.[name]));
  return {
    entity,
    table: table.name,
    before,
    after,
    changed: differing,
    tableUnits: writeUnits(bytes(before), bytes(after)),
    indexes: table.indexes.flatMap((index) => indexChange(index, before, after, differing)),
  };
}

const bytes = (image: Item | null): number => (image === null ? 0 : itemBytes(image));

function indexChange(
  index: IndexDefinition,
  before: Item | null,
  after: Item | null,
  differing: readonly string[],
): readonly IndexChange[] {
  const was = before !== null && isIndexed(before, index);
  const is = after !== null && isIndexed(after, index);
  if (!was && !is) return [];
  const units = indexWriteUnits(index, before, after);
  const moved = keyAttributes(index.key).some(({ name }) => differing.includes(name));
  const how = !was ? 'put' : !is ? 'removed' : moved ? 'moved' : units > 0 ? 'rewritten' : 'untouched';
  const entry = (image: Item | null): number => (image === null ? 0 : entryBytes(image, index));
  return [{ index: index.name, units, how, inPlaceUnits: writeUnits(entry(before), entry(after)) }];
}
