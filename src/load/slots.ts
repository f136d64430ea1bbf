/** Places in a house, those freed last given out first; memory for as many as were ever taken at once. */
export class Slots {
  readonly #free: number[] = [];
  #taken = 0;

  take(): number {
    return this.#free.pop() ?? this.#taken++;
  }

  give(slot: number): void {
    this.#free.push(slot);
  }
}
