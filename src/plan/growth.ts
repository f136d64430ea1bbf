import { type Key, keyAttributes, type TableDefinition } from '../capacity/table-definition.ts';
import { evenlySpaced } from '../dataset/hash.ts';
import type { Size } from '../dataset/size.ts';
import { SeededWorld } from '../dataset/world.ts';
import { tableDefinitions } from '../targets/dynamodb/item-image.ts';
import { keyText } from '../targets/dynamodb/key-condition.ts';
import type { Item } from '../workload/dynamodb-port.ts';
import type { Workload } from '../workload/workload.ts';
import { keyGroup } from './key-group.ts';
import { recordsOf, type Stored } from './stored.ts';
import type { Touch } from './trace/touch.ts';
import type { Traces } from './trace/traces.ts';
import type { PatternUnits } from './units-per-operation.ts';

/** A read whose units grow with the data. */
export interface Growth {
  readonly pattern: string;
  readonly table: string;
  readonly index: string | null;
  /** Units per operation at the planned size, as a multiple of those in the run. */
  readonly factor: number;
  readonly how: 'scan' | 'query';
}

/** Records of an entity that are looked at in each of the two datasets. */
const sampled = 600;

/**
 * How reads grow from the run's dataset to a planned one. A scan grows as the bytes of what it scans. A query without a
 * limit grows as the records under its key do: how many records of each entity match its kind of key and its sort
 * condition, per key. Keys of which a sample finds none twice are taken to hold one record each; keys of which it finds many
 * grow in number with the users, others stay as many as they are.
 */
export class GrowthModel {
  readonly #reads: readonly { readonly pattern: string; readonly touch: Touch }[];
  readonly #before: Stored;
  readonly #samples: Samples;

  constructor(workload: Workload, randomSeed: number, traces: Traces, before: Stored) {
    this.#reads = traces.patterns.flatMap(({ pattern, operations }) =>
      growingReads(operations.flat()).map((touch) => ({ pattern, touch })),
    );
    this.#before = before;
    this.#samples = new Samples(workload, randomSeed, before.size);
  }

  /** Every read that takes more or fewer units in `after` than in the run's dataset. */
  to(after: Stored): readonly Growth[] {
    return this.#reads.flatMap(({ pattern, touch }) => {
      const how = touch.access === 'scan' ? 'scan' : 'query';
      const { table, index } = touch;
      const factor =
        how === 'scan' ? scanFactor(touch, this.#before, after) : this.#samples.queryFactor(touch, after.size);
      return factor === 1 ? [] : [{ pattern, table, index, factor, how }];
    });
  }
}

/** The first of each table and index. */
function growingReads(touches: readonly Touch[]): readonly Touch[] {
  const reads = new Map<string, Touch>();
  for (const touch of touches) {
    const grows = touch.access === 'scan' || (touch.access === 'query' && touch.unlimited);
    const place = JSON.stringify([touch.table, touch.index]);
    if (grows && !reads.has(place)) reads.set(place, touch);
  }
  return [...reads.values()];
}

function scanFactor({ table, index }: Touch, before: Stored, after: Stored): number {
  const bytes = (of: Stored): number =>
    of.parts.find((part) => part.table === table && part.index === index)?.readBytes ?? 0;
  return bytes(before) > 0 ? bytes(after) / bytes(before) : 1;
}

/** Units per operation as they are at the planned size; half a unit at least. */
export function grown(units: readonly PatternUnits[], growth: readonly Growth[]): readonly PatternUnits[] {
  return units.map((one) => {
    const own = growth.filter(({ pattern }) => pattern === one.pattern);
    if (own.length === 0) return one;
    const factorOf = (table: string, index: string | null): number =>
      own.find((each) => each.table === table && each.index === index)?.factor ?? 1;
    return {
      ...one,
      units: one.units.map((part) => {
        const factor = factorOf(part.table, part.index);
        return factor === 1 || part.read === 0
          ? part
          : { ...part, read: Math.max(Math.min(part.read, 0.5), part.read * factor) };
      }),
    };
  });
}

/** A few items of each entity in the run's dataset and in ones with another history, made once. */
class Samples {
  readonly #workload: Workload;
  readonly #randomSeed: number;
  readonly #before: Size;
  readonly #tables: ReadonlyMap<string, TableDefinition>;
  readonly #items = new Map<string, readonly Item[]>();
  readonly #matching = new Map<string, Matching>();

  constructor(workload: Workload, randomSeed: number, before: Size) {
    this.#workload = workload;
    this.#randomSeed = randomSeed;
    this.#before = before;
    this.#tables = tableDefinitions(workload);
  }

  queryFactor({ table, index, key, sortPrefix }: Touch, { dau, days }: Size): number {
    const definition = this.#tables.get(table);
    const of = definition?.indexes.find(({ name }) => name === index)?.key ?? definition?.key;
    if (of === undefined || key === null) return 1;
    let [before, after, noise] = [0, 0, 0];
    for (const [entity, layout] of Object.entries(this.#workload.dynamodb.entities)) {
      if (layout.table !== table) continue;
      const was = this.#match(entity, this.#before.days, of, keyGroup(key), sortPrefix);
      if (was.matched === 0 || was.keys === 'one each') continue;
      const is = this.#match(entity, days, of, keyGroup(key), sortPrefix);
      // Under each of many keys there is as much at any DAU.
      const size = { dau: was.keys === 'many' ? this.#before.dau : dau, days };
      before += was.share * recordsOf(this.#workload, entity, this.#before, { timeToLive: true });
      after += is.share * recordsOf(this.#workload, entity, size, { timeToLive: true });
      noise += 3 / Math.sqrt(Math.max(1, Math.min(was.matched, is.matched)));
    }
    if (before === 0) return 1;
    return Math.abs(after / before - 1) <= noise ? 1 : after / before;
  }

  /** Made once: break points ask for it at many numbers of users, and it depends on none. */
  #match(entity: string, days: number, of: Key, group: string, sortPrefix: string | null): Matching {
    const place = JSON.stringify([entity, days, keyAttributes(of), group, sortPrefix]);
    const made = this.#matching.get(place) ?? matching(this.#sample(entity, days), of, group, sortPrefix);
    this.#matching.set(place, made);
    return made;
  }

  #sample(entity: string, days: number): readonly Item[] {
    const place = `${days} ${entity}`;
    const made = this.#items.get(place);
    if (made !== undefined) return made;
    const of = this.#workload.entities[entity];
    const layout = this.#workload.dynamodb.entities[entity];
    const world = new SeededWorld(this.#randomSeed, { dau: this.#before.dau, days }, this.#workload.asOfMs);
    const items =
      of === undefined || layout === undefined
        ? []
        : evenlySpaced(world.count(of), sampled).map((i) => layout.toItem(world.record(of, i)));
    this.#items.set(place, items);
    return items;
  }
}

interface Matching {
  readonly matched: number;
  /** Of all records of the entity. */
  readonly share: number;
  readonly keys: 'one each' | 'many' | 'few';
}

/** The items with a key of the group, and with the sort key that is asked for. */
function matching(items: readonly Item[], of: Key, group: string, sortPrefix: string | null): Matching {
  const names = of.partition.map(({ name }) => name);
  const sort = of.sort[0]?.name;
  const keys = items.flatMap((item) => {
    const isHeld = keyAttributes(of).every(({ name }) => item[name] !== undefined);
    const key = keyText(names, (name) => item[name]);
    const isAsked = sortPrefix === null || sort === undefined || String(item[sort]).startsWith(sortPrefix);
    return isHeld && key !== null && keyGroup(key) === group && isAsked ? [key] : [];
  });
  const different = new Set(keys).size;
  const kind = different === keys.length ? 'one each' : different > keys.length / 10 ? 'many' : 'few';
  return { matched: keys.length, share: keys.length / Math.max(1, items.length), keys: kind };
}
