import { type BillLine, sumUsd } from './bill.ts';
import type { Service } from './demand.ts';
import { exactly, toDouble } from './exact.ts';
import { inCents, sharedCents } from './shown-cents.ts';

/** A bill as a person is shown it: whole cents that add up at every level, each less than a cent from the exact amount. */
export interface ShownService extends Amount {
  readonly service: Service;
  readonly resources: readonly ShownResource[];
}

/** A table with its indexes, or a database. */
export interface ShownResource extends Amount {
  readonly resource: string;
  readonly parts: readonly ShownPart[];
}

/** A table itself (`index: null`), or one of its indexes. */
export interface ShownPart extends Amount {
  readonly index: string | null;
  readonly lines: readonly ShownLine[];
}

export interface ShownLine {
  readonly line: BillLine;
  readonly cents: number;
}

export interface Amount {
  /** The exact sum of its lines, as the nearest double. */
  readonly usd: number;
  readonly cents: number;
}

/** The services in the order of their first lines, each rounded on its own, and from there down to the lines. */
export function shownBill(lines: readonly BillLine[]): readonly ShownService[] {
  return groupsOf(lines, (line) => line.service).map(([service, own]) => {
    const usd = sumUsd(own);
    const cents = inCents(usd);
    return { service, usd: toDouble(usd), cents, resources: resourcesOf(own, cents) };
  });
}

function resourcesOf(lines: readonly BillLine[], totalCents: number): readonly ShownResource[] {
  return shares(lines, (line) => line.resource, totalCents).map(({ key, own, usd, cents }) => {
    const parts = shares(own, (line) => line.index, cents);
    return { resource: key, usd, cents, parts: parts.map(partOf) };
  });
}

function partOf({ key, own, usd, cents }: Share<string | null>): ShownPart {
  const shown = sharedCents(
    own.map((line) => exactly(line.usd)),
    cents,
  );
  return { index: key, usd, cents, lines: own.map((line, n) => ({ line, cents: shown[n] ?? 0 })) };
}

interface Share<Key> extends Amount {
  readonly key: Key;
  readonly own: readonly BillLine[];
}

function shares<Key>(
  lines: readonly BillLine[],
  keyOf: (line: BillLine) => Key,
  totalCents: number,
): readonly Share<Key>[] {
  const groups = groupsOf(lines, keyOf).map(([key, own]) => ({ key, own, usd: sumUsd(own) }));
  const cents = sharedCents(
    groups.map(({ usd }) => usd),
    totalCents,
  );
  return groups.map(({ key, own, usd }, n) => ({ key, own, usd: toDouble(usd), cents: cents[n] ?? 0 }));
}

type Group<Key> = readonly [Key, readonly BillLine[]];

/** In the order in which the keys first come. */
function groupsOf<Key>(lines: readonly BillLine[], keyOf: (line: BillLine) => Key): readonly Group<Key>[] {
  const groups = new Map<Key, BillLine[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups];
}

/** One row of a view: `null` where the view does not tell apart. */
export interface ViewRow extends Amount {
  readonly service: Service;
  readonly resource: string | null;
  readonly index: string | null;
}

/** The same money by service, by table (with its indexes) and by index (the table itself apart): equal to the cent. */
export interface BillViews {
  readonly services: readonly ViewRow[];
  readonly tables: readonly ViewRow[];
  readonly indexes: readonly ViewRow[];
}

export function viewsOf(lines: readonly BillLine[]): BillViews {
  const shown = shownBill(lines);
  const tables = shown.flatMap(({ service, resources }) => resources.map((table) => ({ service, ...table })));
  const row = (service: Service, resource: string | null, index: string | null, { usd, cents }: Amount): ViewRow => ({
    service,
    resource,
    index,
    usd,
    cents,
  });
  return {
    services: shown.map((one) => row(one.service, null, null, one)),
    tables: tables.map((one) => row(one.service, one.resource, null, one)),
    indexes: tables.flatMap((one) => one.parts.map((part) => row(one.service, one.resource, part.index, part))),
  };
}
