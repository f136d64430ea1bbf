import type { MetricType } from './metric.ts';
import { Values, type ValuesData } from './values.ts';

/** A part of a metric that is kept: the samples that have all the tags. */
export interface View {
  readonly metric: string;
  readonly type: MetricType;
  readonly tags: Readonly<Record<string, string>>;
}

/** What was collected of a part of a metric; it adds up. */
export type Collected =
  | { readonly type: 'counter'; readonly sum: number; readonly samples: number }
  | {
      readonly type: 'gauge';
      readonly value: number;
      readonly min: number;
      readonly max: number;
      readonly atUs: number;
    }
  | { readonly type: 'rate'; readonly nonZero: number; readonly samples: number }
  | { readonly type: 'trend'; readonly values: ValuesData };

/** How often a check of a script held. */
export interface CheckCount {
  /** `::outer::inner`, or nothing. */
  readonly group: string;
  readonly name: string;
  readonly passes: number;
  readonly fails: number;
}

/** What a thread collected in an interval: plain values, so that it can be posted. */
export interface SamplesData {
  /** By the view's key. */
  readonly views: readonly { readonly key: string; readonly collected: Collected }[];
  readonly checks: readonly CheckCount[];
}

/** One name for a view, the same for the same tags in another order. */
export function viewKey({ metric, tags }: Pick<View, 'metric' | 'tags'>): string {
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${metric}${JSON.stringify(sorted)}`;
}

/** Whether a sample with these tags belongs to a part. */
export function hasTags(tags: Readonly<Record<string, string>>, asked: Readonly<Record<string, string>>): boolean {
  for (const name in asked) if (tags[name] !== asked[name]) return false;
  return true;
}

interface Box {
  readonly view: View;
  readonly key: string;
  readonly values: Values;
  collected: Exclude<Collected, { type: 'trend' }> | null;
}

/** Takes in a script's samples as they come, and gives them out by the interval. One for each thread. */
export class Samples {
  readonly #boxes = new Map<string, Box[]>();
  #checks = new Map<string, { group: string; name: string; passes: number; fails: number }>();

  constructor(views: readonly View[]) {
    for (const view of views) {
      const boxes = this.#boxes.get(view.metric) ?? [];
      boxes.push({ view, key: viewKey(view), values: new Values(), collected: null });
      this.#boxes.set(view.metric, boxes);
    }
  }

  /** A sample that does not count, of the warm-up, is taken in where a part asks for its phase. */
  add(metric: string, value: number, tags: Readonly<Record<string, string>>, counts: boolean, atUs: number): void {
    for (const box of this.#boxes.get(metric) ?? []) {
      if ((counts || 'phase' in box.view.tags) && hasTags(tags, box.view.tags)) put(box, value, atUs);
    }
  }

  check(group: string, name: string, held: boolean): void {
    const key = `${group}\n${name}`;
    let count = this.#checks.get(key);
    if (count === undefined) {
      count = { group, name, passes: 0, fails: 0 };
      this.#checks.set(key, count);
    }
    count[held ? 'passes' : 'fails']++;
  }

  /** What came since the last time. */
  take(): SamplesData {
    const views = [...this.#boxes.values()].flat().flatMap((box) => {
      const collected = taken(box);
      return collected === null ? [] : [{ key: box.key, collected }];
    });
    const checks = [...this.#checks.values()];
    this.#checks = new Map();
    return { views, checks };
  }
}

function put(box: Box, value: number, atUs: number): void {
  const { collected, view } = box;
  switch (view.type) {
    case 'counter': {
      const [sum, samples] = collected?.type === 'counter' ? [collected.sum, collected.samples] : [0, 0];
      box.collected = { type: 'counter', sum: sum + value, samples: samples + 1 };
      return;
    }
    case 'gauge': {
      const [min, max] = collected?.type === 'gauge' ? [collected.min, collected.max] : [value, value];
      box.collected = { type: 'gauge', value, min: Math.min(min, value), max: Math.max(max, value), atUs };
      return;
    }
    case 'rate': {
      const [nonZero, samples] = collected?.type === 'rate' ? [collected.nonZero, collected.samples] : [0, 0];
      box.collected = { type: 'rate', nonZero: nonZero + (value === 0 ? 0 : 1), samples: samples + 1 };
      return;
    }
    case 'trend':
      box.values.record(value);
  }
}

function taken(box: Box): Collected | null {
  if (box.view.type !== 'trend') {
    const { collected } = box;
    box.collected = null;
    return collected;
  }
  return box.values.count === 0 ? null : { type: 'trend', values: box.values.drain() };
}

/** Two parts as one; a gauge's value is the later one. */
export function joined(one: Exclude<Collected, { type: 'trend' }>, other: Collected): typeof one {
  if (one.type === 'counter' && other.type === 'counter') {
    return { type: 'counter', sum: one.sum + other.sum, samples: one.samples + other.samples };
  }
  if (one.type === 'rate' && other.type === 'rate') {
    return { type: 'rate', nonZero: one.nonZero + other.nonZero, samples: one.samples + other.samples };
  }
  if (one.type !== 'gauge' || other.type !== 'gauge') throw new TypeError('one metric of two types');
  const { value, atUs } = other.atUs >= one.atUs ? other : one;
  return { type: 'gauge', value, atUs, min: Math.min(one.min, other.min), max: Math.max(one.max, other.max) };
}
