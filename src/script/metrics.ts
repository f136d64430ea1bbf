import type { MetricType } from '../measure/metric.ts';
import { groupTag, stageOf } from './stage.ts';
import { readTags } from './tags.ts';

/** A metric that a script made. */
export interface MetricDefinition {
  readonly name: string;
  readonly type: MetricType;
  /** Its values are milliseconds. */
  readonly isTime: boolean;
}

/** k6's rule. */
const nameForm = /^[a-zA-Z_][a-zA-Z0-9_]{1,127}$/;

/** What the script that is being loaded has made so far; `null` outside of loading. */
let loading: Map<string, MetricDefinition> | null = null;
/** Metrics of this tool, which a script cannot make anew. */
let taken: readonly string[] = [];

/** Loads a script by `load`, and gives the metrics that it made meanwhile. One after the other in a thread. */
export async function metricsMadeBy<Loaded>(
  builtIn: readonly string[],
  load: () => Promise<Loaded>,
): Promise<{ readonly loaded: Loaded; readonly metrics: readonly MetricDefinition[] }> {
  const made = new Map<string, MetricDefinition>();
  [loading, taken] = [made, builtIn];
  try {
    const loaded = await load();
    return { loaded, metrics: [...made.values()] };
  } finally {
    loading = null;
  }
}

class Metric {
  readonly name: string;

  constructor(type: MetricType, name: string, isTime: boolean) {
    const what = `new ${type[0]?.toUpperCase()}${type.slice(1)}(${JSON.stringify(name)})`;
    if (loading === null) throw new Error(`${what}: metrics are made while the script is loaded, not in its functions`);
    if (typeof name !== 'string' || !nameForm.test(name)) {
      throw new TypeError(`${what}: a metric's name has 2 to 128 letters, digits and underscores, no digit first`);
    }
    if (taken.includes(name)) throw new Error(`${what}: this tool has a metric of that name`);
    const known = loading.get(name);
    if (known !== undefined && (known.type !== type || known.isTime !== isTime)) {
      throw new Error(`${what}: there is a ${known.type} of that name already`);
    }
    loading.set(name, { name, type, isTime });
    this.name = name;
  }

  /** Takes a sample: a number, or a truth value as 1 or 0. */
  add(value: number | boolean, tags?: Readonly<Record<string, unknown>>): boolean {
    const place = `${this.name}.add()`;
    const stage = stageOf(place);
    const number = typeof value === 'boolean' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) {
      throw new TypeError(`${place}: ${JSON.stringify(value)} is no value: a finite number or a truth value is`);
    }
    stage.sample(this.name, number, { ...groupTag(stage), ...readTags(tags, place) });
    return true;
  }
}

/** A sum; of no negative values. */
export class Counter extends Metric {
  constructor(name: string) {
    super('counter', name, false);
  }

  override add(value: number | boolean, tags?: Readonly<Record<string, unknown>>): boolean {
    if (typeof value === 'number' && value < 0)
      throw new RangeError(`${this.name}.add(${value}): a counter only grows`);
    return super.add(value, tags);
  }
}

/** The last value, with the least and the largest. */
export class Gauge extends Metric {
  constructor(name: string) {
    super('gauge', name, false);
  }
}

/** How often a value was not zero. */
export class Rate extends Metric {
  constructor(name: string) {
    super('rate', name, false);
  }
}

/** Values of which percentiles are asked; milliseconds where `isTime`. */
export class Trend extends Metric {
  constructor(name: string, isTime = false) {
    super('trend', name, isTime);
  }
}
