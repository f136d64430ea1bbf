/**
 * Seeded random numbers as pure functions: the stream of (random seed, name, i) is the same on every machine. Only
 * 32-bit integer arithmetic is used (sfc32, Chris Doty-Humphrey, from PractRand; murmur3's finaliser as the hash).
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(randomSeed: number, stream: number, i: number) {
    this.#a = mixed(randomSeed ^ 0x9e3779b9);
    this.#b = mixed(stream ^ this.#a);
    this.#c = mixed((i | 0) ^ this.#b ^ mixed(Math.floor(i / 4294967296) + 0x85ebca6b));
    for (let round = 0; round < 4; round++) this.uint32();
  }

  /** 0 to 2^32 − 1. */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 (inclusive) to 1 (exclusive), of 32 bits. */
  fraction(): number {
    return this.uint32() / 4294967296;
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return Math.floor(this.fraction() * count);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** One of a list that is not empty. */
  one<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('one() of an empty list');
    return value;
  }

  /** The key of a table of weights, drawn by weight. A table that is kept and given again is read once. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const { names, values, sum } = tableOf(weights);
    let left = this.fraction() * sum;
    for (let at = 0; at < names.length; at++) {
      left -= values[at] ?? 0;
      if (left < 0) return names[at] as Name;
    }
    return this.one(names) as Name;
  }

  /** Standard normal, as the sum of twelve uniforms less six (Irwin-Hall): no transcendental function, so no platform differs. */
  normal(): number {
    let sum = -6;
    for (let term = 0; term < 12; term++) sum += this.fraction();
    return sum;
  }

  /** Log-normal with this median; `sigma` is that of the logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** Lower-case hexadecimal digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += hexOf(this.uint32());
    return text.slice(0, digits);
  }

  /** A UUID of version 4. */
  uuid(): string {
    const h = this.hex(32);
    const variant = ((Number.parseInt(h.slice(16, 17), 16) & 3) | 8).toString(16);
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
  }
}

/** The number of a named stream (FNV-1a over UTF-16 units). */
export function stream(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

const byteTexts = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Eight digits. */
function hexOf(word: number): string {
  return `${byteTexts[word >>> 24]}${byteTexts[(word >>> 16) & 255]}${byteTexts[(word >>> 8) & 255]}${byteTexts[word & 255]}`;
}

interface WeightTable {
  readonly names: readonly string[];
  readonly values: readonly number[];
  readonly sum: number;
}

const tables = new WeakMap<object, WeightTable>();

function tableOf(weights: Readonly<Record<string, number>>): WeightTable {
  let table = tables.get(weights);
  if (table === undefined) {
    const values = Object.values(weights);
    table = { names: Object.keys(weights), values, sum: values.reduce((sum, weight) => sum + weight, 0) };
    tables.set(weights, table);
  }
  return table;
}

function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
