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

  /** At most `bytes` of UTF-8, and one line at least. */
  take(random: Random, bytes: number): string {
    const first = this.#units[random.below(this.#units.length)] ?? 0;
    const lines = this.#charAt.length - 1;
    const limit = (this.#byteAt[first] ?? 0) + bytes;
    let low = first + 1;
    let high = lines;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#byteAt[middle] ?? 0) <= limit) low = middle;
      else high = middle - 1;
    }
    return this.#text.slice(this.#charAt[first], (this.#charAt[low] ?? 0) - 1);
  }
}

/** A size in bytes as written texts have them: log-normal around a median, cut at both ends. */
export function textBytes(random: Random, median: number, sigma: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.floor(random.logNormal(median, sigma))));
}
