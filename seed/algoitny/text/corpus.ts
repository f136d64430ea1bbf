import type { Random } from 'patternbench';

/**
 * A long text in units of whole lines, built once, from which texts of a wanted size are cut in constant time: a start
 * at the beginning of a unit, an end at the end of a line.
 */
export class Corpus {
  readonly #text: string;
  /** Where each line starts, in UTF-16 units and in UTF-8 bytes, with one entry more for the end. */
  readonly #charAt: Int32Array;
  readonly #byteAt: Int32Array;
  /** The line that each unit starts with. */
  readonly #units: Int32Array;

  constructor(units: readonly string[]) {
    const lines: string[] = [];
    const starts: number[] = [];
    for (const unit of units) {
      starts.push(lines.length);
      lines.push(...unit.split('\n'));
    }
    this.#text = `${lines.join('\n')}\n`;
    this.#units = Int32Array.from(starts);
    this.#charAt = new Int32Array(lines.length + 1);
    this.#byteAt = new Int32Array(lines.length + 1);
    lines.forEach((line, at) => {
      this.#charAt[at + 1] = (this.#charAt[at] ?? 0) + line.length + 1;
      this.#byteAt[at + 1] = (this.#byteAt[at] ?? 0) + Buffer.byteLength(line) + 1;
    });
  }

  /** At least `bytes` of UTF-8, to the end of a line; less only where the whole corpus is shorter. */
  take(random: Random, bytes: number): string {
    const total = this.#byteAt[this.#byteAt.length - 1] ?? 0;
    const starts = firstWhere(this.#units.length, (unit) => this.#unitByte(unit) > total - bytes);
    const first = this.#units[random.below(Math.max(1, starts))] ?? 0;
    const wanted = (this.#byteAt[first] ?? 0) + bytes;
    const end = firstWhere(this.#byteAt.length - 1, (line) => line > first && (this.#byteAt[line] ?? 0) > wanted);
    return this.#text.slice(this.#charAt[first], (this.#charAt[end] ?? 0) - 1);
  }

  #unitByte(unit: number): number {
    return this.#byteAt[this.#units[unit] ?? 0] ?? 0;
  }
}

/** The first of 0 … `count` for which it holds, where it holds for all after that; `count` where for none. */
function firstWhere(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A size in bytes as written texts have them: log-normal around a median, cut at both ends. */
export function textBytes(random: Random, median: number, sigma: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.floor(random.logNormal(median, sigma))));
}
