import { type Key, keyAttributes, type TableDefinition } from '../capacity/table-definition.ts';
import { evenlySpaced } from '../dataset/hash.ts';
import type { Size } from '../dataset/size.ts';
import { SeededWorld } from '../dataset/world.ts';
import type { Item } from '../workload/dynamodb-port.ts';
import type { Workload } from '../workload/workload.ts';
import { tableDefinitions } from './item-image.ts';
import { keyGroup } from './key-group.ts';
import { recordsOf, type Stored } from './stored.ts';
import { keyText } from './trace/key-condition.ts';
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

interface Sizes {
  readonly before: Size;
  readonly after: Size;
}

/**
 * How reads grow from the run's dataset to the planned one. A scan grows as the bytes of what it scans. A query without a
 * limit grows as the records under its key do: how many records of each entity match its kind of key and its sort
 * condition, per key. Keys of which a sample finds none twice are taken to hold one record each; keys of which it finds many
 * grow in number with the users, others stay as many as they are.
 */
export function growthOf(
  workload: Workload,
  randomSeed: number,
  traces: Traces,
  { before, after }: { readonly before: Stored; readonly after: Stored },
): readonly Growth[] {
  const samples = new Samples(workload, randomSeed, { before: before.size, after: after.size });
  return traces.patterns.flatMap(({ pattern, operations }) => {
    const reads = new Map<string, Touch>();
    for (const touch of operations.flat()) {
      const grows = touch.access === 'scan' || (touch.access === 'query' && touch.unlimited);
      const place = JSON.stringify([touch.table, touch.index]);
      if (grows && touch.kind === 'read' && !reads.has(place)) reads.set(place, touch);
    }
    return [...reads.values()].flatMap((touch) => {
      const isScan = touch.access === 'scan';
      const factor = isScan ? scanFactor(touch, before, after) : samples.queryFactor(touch);
      const { table, index } = touch;
      return factor === 1
        ? []
        : [{ pattern, table, index, factor, how: isScan ? ('scan' as const) : ('query' as const) }];
    });
  });
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

/** A few items of each entity in the run's dataset and in the planned one, made once. */
class Samples {
  readonly #workload: Workload;
  readonly #sizes: Sizes;
  readonly #worlds: { readonly before: SeededWorld; readonly after: SeededWorld };
  readonly #tables: ReadonlyMap<string, TableDefinition>;
  readonly #items = new Map<string, readonly Item[]>();

  constructor(workload: Workload, randomSeed: number, sizes: Sizes) {
    this.#workload = workload;
    this.#sizes = sizes;
    // Per key there is as much at any DAU: only the history differs.
    this.#worlds = {
      before: new SeededWorld(randomSeed, sizes.before, workload.asOfMs),
      after: new SeededWorld(randomSeed, { dau: sizes.before.dau, days: sizes.after.days }, workload.asOfMs),
    };
    this.#tables = tableDefinitions(workload);
  }

  queryFactor({ table, index, key, sortPrefix }: Touch): number {
    const definition = this.#tables.get(table);
    const of = definition?.indexes.find(({ name }) => name === index)?.key ?? definition?.key;
    if (of === undefined || key === null) return 1;
    const group = keyGroup(key);
    let [before, after, noise] = [0, 0, 0];
    for (const [entity, layout] of Object.entries(this.#workload.dynamodb.entities)) {
      if (layout.table !== table) continue;
      const was = this.#matching(entity, 'before', of, group, sortPrefix);
      const is = this.#matching(entity, 'after', of, group, sortPrefix);
      if (was.matched === 0) continue;
      if (was.keys === 'one each') {
        before += 1;
        after += 1;
        continue;
      }
      const dau = was.keys === 'many' ? this.#sizes.before.dau : this.#sizes.after.dau;
      const { days } = this.#sizes.after;
      before += was.share * recordsOf(this.#workload, entity, this.#sizes.before, { timeToLive: true });
      after += is.share * recordsOf(this.#workload, entity, { dau, days }, { timeToLive: true });
      noise += 3 / Math.sqrt(Math.max(1, Math.min(was.matched, is.matched)));
    }
    if (before === 0) return 1;
    return Math.abs(after / before - 1) <= noise ? 1 : after / before;
  }

  #matching(entity: string, when: keyof Sizes, of: Key, group: string, sortPrefix: string | null) {
    const items = this.#sample(entity, when);
    const sort = of.sort[0]?.name;
    const keys = items.flatMap((item) => {
      const isHeld = keyAttributes(of).every(({ name }) => item[name] !== undefined);
      const key = keyText(
        of.partition.map(({ name }) => name),
        (name) => item[name],
      );
      const isAsked = sortPrefix === null || sort === undefined || String(item[sort]).startsWith(sortPrefix);
      return isHeld && key !== null && keyGroup(key) === group && isAsked ? [key] : [];
    });
    const matched = keys.length;
    const different = new Set(keys).size;
    const kind = different === matched ? 'one each' : different > matched / 10 ? 'many' : 'few';
    return { matched, share: matched / Math.max(1, items.length), keys: kind };
  }

  #sample(entity: string, when: keyof Sizes): readonly Item[] {
    const place = `${when} ${entity}`;
    const made = this.#items.get(place);
    if (made !== undefined) return made;
    const of = this.#workload.entities[entity];
    const layout = this.#workload.dynamodb.entities[entity];
    const world = this.#worlds[when];
    const items =
      of === undefined || layout === undefined
        ? []
        : evenlySpaced(world.count(of), sampled).map((i) => layout.toItem(world.record(of, i)));
    this.#items.set(place, items);
    return items;
  }
}
