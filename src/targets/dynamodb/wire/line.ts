/** First in, first out, without the cost of moving those behind. */
export class Line<Entry> {
  #entries: Entry[] = [];
  #first = 0;

  get length(): number {
    return this.#entries.length - this.#first;
  }

  get last(): Entry | undefined {
    return this.length === 0 ? undefined : this.#entries.at(-1);
  }

  push(entry: Entry): void {
    this.#entries.push(entry);
  }

  shift(): Entry | undefined {
    if (this.length === 0) return undefined;
    const entry = this.#entries[this.#first++];
    if (this.#first > 64 && this.#first * 2 > this.#entries.length) this.#restart(this.#entries.slice(this.#first));
    return entry;
  }

  /** Keeps some; gives the others. Both stay in order. */
  keep(stays: (entry: Entry) => boolean): Entry[] {
    const staying: Entry[] = [];
    const leaving: Entry[] = [];
    for (const entry of this.#entries.slice(this.#first)) (stays(entry) ? staying : leaving).push(entry);
    if (leaving.length > 0) this.#restart(staying);
    return leaving;
  }

  #restart(entries: Entry[]): void {
    this.#entries = entries;
    this.#first = 0;
  }
}
