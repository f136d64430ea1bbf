import { Histogram, type HistogramData } from './histogram.ts';
import { type Consumed, type ErrorKind, errorKinds, type Measurement } from './measurement.ts';

/** A summary as a value: what threads post, what adds up. Everything in it is a sum, save for the examples. */
export interface SummaryData {
  readonly completed: number;
  readonly dropped: number;
  /** What failed, by kind. */
  readonly errors: Readonly<Record<ErrorKind, number>>;
  /** The first few details of each kind, in the alphabet's order. */
  readonly examples: readonly { readonly kind: ErrorKind; readonly detail: string }[];
  readonly requests: number;
  readonly items: number;
  readonly evaluated: number;
  readonly bytes: number;
  /** Per table and index, in the alphabet's order, the table itself first. */
  readonly consumed: readonly Consumed[];
  /** From the scheduled moment to the end; of every operation that ended, well or badly. */
  readonly response: HistogramData;
  /** From sending to the end; of those that were sent. */
  readonly service: HistogramData;
  /** From the scheduled moment to the start: the generator's delay and the wait for a slot. */
  readonly lag: HistogramData;
  /** The wait for a connection of a pool; part of the response time. */
  readonly poolWait: HistogramData;
}

const examplesPerKind = 3;
const exampleLength = 200;

interface Units {
  read: number;
  write: number;
}

/**
 * What is known of the operations of one pattern in one phase. It grows by measurements or by other summaries, and it
 * does not matter in which order and how grouped.
 *
 * An operation that failed counts in the latencies with the time that it really took: a timeout after 5 s is a 5 s
 * response, and leaving it out would make a percentile better by failing.
 */
export class Summary {
  readonly response = new Histogram();
  readonly service = new Histogram();
  readonly lag = new Histogram();
  readonly poolWait = new Histogram();
  readonly #errors = noErrors();
  #examples = new Map<ErrorKind, string[]>();
  #consumed = new Map<string, Map<string | null, Units>>();
  #completed = 0;
  #dropped = 0;
  #requests = 0;
  #items = 0;
  #evaluated = 0;
  #bytes = 0;

  static of(...parts: readonly SummaryData[]): Summary {
    const summary = new Summary();
    for (const part of parts) summary.add(part);
    return summary;
  }

  get completed(): number {
    return this.#completed;
  }

  get failed(): number {
    return errorKinds.reduce((sum, kind) => sum + this.#errors[kind], 0);
  }

  get dropped(): number {
    return this.#dropped;
  }

  get scheduled(): number {
    return this.#completed + this.failed + this.#dropped;
  }

  get errors(): Readonly<Record<ErrorKind, number>> {
    return this.#errors;
  }

  /** Allocates nothing once its tables, kinds of failure and longest latencies have been seen. */
  record({ scheduledUs, startedUs, sentUs, doneUs, poolWaitUs, outcome, cost }: Measurement): void {
    if (outcome.state === 'ok') this.#completed++;
    else this.#fail(outcome.kind, outcome.detail);
    this.response.record(doneUs - scheduledUs);
    if (sentUs !== null) this.service.record(doneUs - sentUs);
    this.lag.record(startedUs - scheduledUs);
    this.poolWait.record(poolWaitUs);
    this.#requests += cost.requests;
    this.#items += cost.items;
    this.#evaluated += cost.evaluated;
    this.#bytes += cost.bytes;
    for (const units of cost.consumed) this.#consume(units);
  }

  /** An arrival that was never started; it ranks above every recorded response. */
  drop(): void {
    this.#dropped++;
  }

  add(data: SummaryData): void {
    this.#completed += data.completed;
    this.#dropped += data.dropped;
    for (const kind of errorKinds) this.#errors[kind] += data.errors[kind];
    for (const { kind, detail } of data.examples) this.#exemplify(kind, detail);
    this.#requests += data.requests;
    this.#items += data.items;
    this.#evaluated += data.evaluated;
    this.#bytes += data.bytes;
    for (const units of data.consumed) this.#consume(units);
    this.response.add(data.response);
    this.service.add(data.service);
    this.lag.add(data.lag);
    this.poolWait.add(data.poolWait);
  }

  data(): SummaryData {
    return {
      ...this.#sums(),
      response: this.response.data(),
      service: this.service.data(),
      lag: this.lag.data(),
      poolWait: this.poolWait.data(),
    };
  }

  /** What came since the last time; leaves the summary empty. */
  drain(): SummaryData {
    const data = {
      ...this.#sums(),
      response: this.response.drain(),
      service: this.service.drain(),
      lag: this.lag.drain(),
      poolWait: this.poolWait.drain(),
    };
    Object.assign(this.#errors, noErrors());
    this.#examples = new Map();
    this.#consumed = new Map();
    this.#completed = this.#dropped = this.#requests = this.#items = this.#evaluated = this.#bytes = 0;
    return data;
  }

  #sums(): Omit<SummaryData, 'response' | 'service' | 'lag' | 'poolWait'> {
    return {
      completed: this.#completed,
      dropped: this.#dropped,
      errors: { ...this.#errors },
      examples: errorKinds.flatMap((kind) => (this.#examples.get(kind) ?? []).map((detail) => ({ kind, detail }))),
      requests: this.#requests,
      items: this.#items,
      evaluated: this.#evaluated,
      bytes: this.#bytes,
      consumed: consumedOf(this.#consumed),
    };
  }

  #fail(kind: ErrorKind, detail: string): void {
    this.#errors[kind]++;
    this.#exemplify(kind, detail);
  }

  /** The alphabetically first few: of any two halves the same as of the whole. */
  #exemplify(kind: ErrorKind, detail: string): void {
    const known = this.#examples.get(kind);
    if (known === undefined) {
      this.#examples.set(kind, [detail.slice(0, exampleLength)]);
      return;
    }
    const last = known.at(-1) ?? '';
    if (known.length === examplesPerKind && detail >= last) return;
    const cut = detail.slice(0, exampleLength);
    if (known.includes(cut)) return;
    known.push(cut);
    known.sort();
    known.length = Math.min(known.length, examplesPerKind);
  }

  #consume({ table, index, read, write }: Consumed): void {
    let indexes = this.#consumed.get(table);
    if (indexes === undefined) {
      indexes = new Map();
      this.#consumed.set(table, indexes);
    }
    const units = indexes.get(index);
    if (units === undefined) {
      indexes.set(index, { read, write });
      return;
    }
    units.read += read;
    units.write += write;
  }
}

function noErrors(): Record<ErrorKind, number> {
  return { throttled: 0, timeout: 0, connection: 0, server: 0, malformed: 0, wrong: 0 };
}

function consumedOf(tables: ReadonlyMap<string, ReadonlyMap<string | null, Units>>): Consumed[] {
  const rows: Consumed[] = [];
  for (const [table, indexes] of tables) {
    for (const [index, { read, write }] of indexes) rows.push({ table, index, read, write });
  }
  return rows.sort((a, b) => order(a.table, b.table) || order(a.index ?? '', b.index ?? ''));
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
