import { consumedBy } from '../capacity/consumed-by.ts';
import { asReportedBy, type EngineFault } from '../capacity/engine-faults.ts';
import type { Operation } from '../capacity/operation.ts';
import type { Consumed } from '../measure/measurement.ts';
import type { LedgerPattern, LedgerRow, UnitPair } from '../runs/ledger-record.ts';

/** What one request read and wrote, and what the engine reported for it. */
export interface ReportedRequest {
  readonly operations: readonly Operation[];
  readonly reported: readonly Consumed[];
}

/** Compares request by request, so that two differences cannot cancel each other out. */
export class PatternLedger {
  readonly #engine: string;
  readonly #rows = new Map<string, OpenRow>();
  readonly #faults = new Set<EngineFault>();
  #operations = 0;
  #requests = 0;
  #notCompared = 0;

  /** `engine`: the first word of a provenance, such as `dynamodb-local`. */
  constructor(engine: string) {
    this.#engine = engine;
  }

  get operations(): number {
    return this.#operations;
  }

  /** Known faults that explained something. */
  get faults(): readonly EngineFault[] {
    return [...this.#faults];
  }

  add(requests: readonly ReportedRequest[], notCompared: number): void {
    this.#operations++;
    this.#notCompared += notCompared;
    this.#requests += requests.length;
    for (const request of requests) this.#compare(request);
  }

  of(pattern: string): LedgerPattern {
    return {
      pattern,
      operations: this.#operations,
      requests: this.#requests,
      notCompared: this.#notCompared,
      rows: [...this.#rows.values()].map(closed),
    };
  }

  #compare({ operations, reported }: ReportedRequest): void {
    const modelled = unitsBy(operations.flatMap(consumedBy));
    const asKnown = operations.map((operation) => asReportedBy(this.#engine, operation));
    const known = unitsBy(asKnown.flatMap(({ consumed }) => consumed));
    const told = unitsBy(reported);
    for (const place of new Set([...modelled.keys(), ...told.keys()])) {
      const row = this.#row(place);
      const [own, engine] = [modelled.get(place) ?? nothing, told.get(place) ?? nothing];
      row.modelled = plus(row.modelled, own);
      row.reported = plus(row.reported, engine);
      if (isSame(own, engine)) continue;
      if (isSame(known.get(place) ?? nothing, engine)) {
        for (const fault of faultsOf(
          row,
          asKnown.flatMap(({ faults }) => faults),
        )) {
          row.faults.add(fault.id);
          this.#faults.add(fault);
        }
      } else {
        row.unexplained++;
        row.first ??= `${operations.map(({ operation }) => operation).join(' and ')}: reported ${words(engine)}, by the rules ${words(own)}`;
      }
    }
  }

  #row(place: string): OpenRow {
    const there = this.#rows.get(place);
    if (there !== undefined) return there;
    const [table, index] = JSON.parse(place) as [string, string | null];
    const row: OpenRow = {
      table,
      index,
      reported: nothing,
      modelled: nothing,
      faults: new Set(),
      unexplained: 0,
      first: null,
    };
    this.#rows.set(place, row);
    return row;
  }
}

/** Those of indexes explain an index where there are any, and a table only where there is nothing else. */
function faultsOf({ index }: OpenRow, faults: readonly EngineFault[]): readonly EngineFault[] {
  const own = faults.filter(({ ofIndexes }) => ofIndexes === (index !== null));
  return own.length > 0 ? own : faults;
}

interface OpenRow {
  readonly table: string;
  readonly index: string | null;
  reported: UnitPair;
  modelled: UnitPair;
  readonly faults: Set<string>;
  unexplained: number;
  first: string | null;
}

const nothing: UnitPair = { read: 0, write: 0 };

function closed({ faults, first, ...row }: OpenRow): LedgerRow {
  return { ...row, faults: [...faults], ...(first === null ? {} : { first }) };
}

function unitsBy(consumed: readonly Consumed[]): Map<string, UnitPair> {
  const units = new Map<string, UnitPair>();
  for (const { table, index, read, write } of consumed) {
    if (read === 0 && write === 0) continue;
    const place = JSON.stringify([table, index]);
    units.set(place, plus(units.get(place) ?? nothing, { read, write }));
  }
  return units;
}

/** Units come in halves, so that sums of them are exact. */
const plus = (one: UnitPair, other: UnitPair): UnitPair => ({
  read: one.read + other.read,
  write: one.write + other.write,
});
const isSame = (one: UnitPair, other: UnitPair): boolean => one.read === other.read && one.write === other.write;
const words = ({ read, write }: UnitPair): string =>
  [...(read > 0 ? [`${read} read`] : []), ...(write > 0 ? [`${write} write`] : [])].join(' and ') || 'nothing';
