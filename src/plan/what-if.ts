import { storageOverheadBytes } from '../capacity/storage.ts';
import type { Consumed } from '../measure/measurement.ts';
import type { PlanBasis } from './basis.ts';
import type { RecordSize } from './record-sizes.ts';
import type { Stored } from './stored.ts';
import type { PatternUnits } from './units-per-operation.ts';

/** What a month is computed from. */
export interface MonthInputs {
  readonly units: readonly PatternUnits[];
  readonly stored: Stored;
}

/** The least that a request costs. */
const leastRead = 0.5;
const leastWrite = 1;

/** Items and entries of half the size: units per operation halve, but not below what the smallest request costs. */
export function halfTheSize({ units, stored }: MonthInputs): MonthInputs {
  return {
    units: withUnits(units, (part) => ({
      ...part,
      read: Math.max(part.read / 2, Math.min(part.read, leastRead)),
      write: Math.max(part.write / 2, Math.min(part.write, leastWrite)),
    })),
    stored: {
      ...stored,
      parts: stored.parts.map((part) => ({
        ...part,
        bytes: part.bytes - part.readBytes / 2,
        readBytes: part.readBytes / 2,
      })),
    },
  };
}

/** Reads of tables by strong consistency cost twice as much; an index cannot be read so, and what was strong stays. */
export function stronglyConsistent({ units, stored }: MonthInputs, { traces }: PlanBasis): MonthInputs {
  const isStrong = (pattern: string, table: string): boolean =>
    traces.patterns
      .find((trace) => trace.pattern === pattern)
      ?.operations.flat()
      .some((touch) => touch.table === table && touch.index === null && touch.strong) ?? false;
  return {
    units: withUnits(units, (part, { pattern }) =>
      part.index !== null || isStrong(pattern, part.table) ? part : { ...part, read: part.read * 2 },
    ),
    stored,
  };
}

/** Without an index: its writes and its storage go, and so do its reads, whose patterns are left without a path. */
export function withoutIndex({ units, stored }: MonthInputs, table: string, index: string): MonthInputs {
  const isIt = (part: { readonly table: string; readonly index: string | null }): boolean =>
    part.table === table && part.index === index;
  return {
    units: units.map((one) => ({ ...one, units: one.units.filter((part) => !isIt(part)) })),
    stored: { ...stored, parts: stored.parts.filter((part) => !isIt(part)) },
  };
}

/** The patterns that read an index. */
export function readersOf({ units }: MonthInputs, table: string, index: string): readonly string[] {
  return units
    .filter((one) => one.units.some((part) => part.table === table && part.index === index && part.read > 0))
    .map(({ pattern }) => pattern);
}

/**
 * Every index with its keys only. Entries shrink to the keys; writes by as much as 1 KB pieces do, and an update that does
 * not set an index's key writes nothing there. What read an index reads entries of keys, then each item that came back
 * from the table, by a GetItem each.
 */
export function keysOnly({ units, stored }: MonthInputs, basis: PlanBasis): MonthInputs {
  const entries = indexEntries(basis.sizes, stored);
  const entryOf = (table: string, index: string | null) =>
    entries.find((entry) => entry.table === table && entry.index === index);
  return {
    units: units.map((one) => ({ ...one, units: keysOnlyUnits(one, entryOf, basis) })),
    stored: {
      ...stored,
      parts: stored.parts.map((part) => {
        const entry = part.index === null ? undefined : entryOf(part.table, part.index);
        if (entry === undefined) return part;
        const readBytes = part.records * entry.keysOnlyBytes;
        return { ...part, readBytes, bytes: readBytes + part.records * storageOverheadBytes };
      }),
    },
  };
}

/** What the entries of an index are like, on average over all that is in it. */
interface IndexEntries {
  readonly table: string;
  readonly index: string;
  readonly keysOnlyBytes: number;
  readonly writeRatio: number;
  /** Bytes of a whole item behind an entry. */
  readonly itemBytes: number;
}

type EntryOf = (table: string, index: string | null) => IndexEntries | undefined;

function keysOnlyUnits(of: PatternUnits, entryOf: EntryOf, { traces }: PlanBasis): readonly Consumed[] {
  const touches = traces.patterns.find(({ pattern }) => pattern === of.pattern)?.operations.flat() ?? [];
  const reads = of.units.reduce((sum, { read }) => sum + read, 0);
  const fetched = new Map<string, number>();
  const parts = of.units.map((part) => {
    const entry = entryOf(part.table, part.index);
    if (entry === undefined) return part;
    const own = touches.filter(
      (touch) => touch.table === part.table && touch.index === part.index && touch.kind === 'write',
    );
    const keyStays = own.length > 0 && own.every(({ access }) => access === 'update');
    const share = reads === 0 ? 0 : part.read / reads;
    if (part.read > 0) {
      const perItem = Math.max(leastRead, Math.ceil(entry.itemBytes / 4096) / 2);
      fetched.set(part.table, (fetched.get(part.table) ?? 0) + of.items * share * perItem);
    }
    const pages = Math.ceil((of.evaluated * share * entry.keysOnlyBytes) / 4096) / 2;
    return {
      ...part,
      read: part.read === 0 ? 0 : Math.min(part.read, Math.max(leastRead, pages)),
      write: keyStays ? 0 : part.write * entry.writeRatio,
    };
  });
  const more = [...fetched].map(([table, read]) => ({ table, index: null, read, write: 0 }));
  return merged([...parts, ...more]);
}

function merged(parts: readonly Consumed[]): readonly Consumed[] {
  const sums = new Map<string, Consumed>();
  for (const part of parts) {
    const key = JSON.stringify([part.table, part.index]);
    const before = sums.get(key);
    sums.set(
      key,
      before === undefined ? part : { ...before, read: before.read + part.read, write: before.write + part.write },
    );
  }
  return [...sums.values()];
}

function indexEntries(sizes: readonly RecordSize[], { entities }: Stored): readonly IndexEntries[] {
  const names = new Map(
    sizes.flatMap(({ table, parts }) => parts.map(({ index }) => [JSON.stringify([table, index]), { table, index }])),
  );
  return [...names.values()].flatMap(({ table, index }) => {
    if (index === null) return [];
    let [records, keysOnlyBytes, writesNow, writesThen, itemBytes] = [0, 0, 0, 0, 0];
    for (const size of sizes.filter((one) => one.table === table)) {
      const part = size.parts.find((one) => one.index === index);
      if (part === undefined) continue;
      const count = part.share * (entities.find(({ entity }) => entity === size.entity)?.records ?? 0);
      records += count;
      keysOnlyBytes += count * part.keysOnlyBytes;
      writesNow += count * part.writes;
      writesThen += count * part.keysOnlyWrites;
      itemBytes += count * size.itemBytes;
    }
    if (records === 0) return [];
    return [
      {
        table,
        index,
        keysOnlyBytes: keysOnlyBytes / records,
        writeRatio: writesThen / writesNow,
        itemBytes: itemBytes / records,
      },
    ];
  });
}

function withUnits(
  units: readonly PatternUnits[],
  change: (part: Consumed, of: PatternUnits) => Consumed,
): readonly PatternUnits[] {
  return units.map((one) => ({ ...one, units: one.units.map((part) => change(part, one)) }));
}
