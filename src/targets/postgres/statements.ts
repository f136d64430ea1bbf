import type { Described } from './exchange.ts';

/** A statement's name on the connections of one executor, and what the server said of it once it was asked. */
export interface Prepared {
  /** Empty: too many different texts have been seen, so this one is parsed each time. */
  readonly name: string;
  readonly text: string;
  described: Described | null;
}

/** How many texts are kept prepared. A program that writes values into its text would otherwise fill the server's memory. */
const mostPrepared = 1_000;

/** The statements of one executor by text: each gets a name, the same on every connection. */
export class Statements {
  readonly #byText = new Map<string, Prepared>();
  readonly #textOf = new Map<string, string>();

  /**
   * @param wished the name that the program gives it.
   * @throws {TypeError} where the program gives one name to two texts.
   */
  of(text: string, wished: string | undefined): Prepared {
    const known = this.#byText.get(text);
    if (known !== undefined && (wished === undefined || wished === known.name)) return known;
    if (this.#byText.size >= mostPrepared) return { name: '', text, described: known?.described ?? null };
    const name = wished ?? `patternbench_${this.#byText.size + 1}`;
    if ((this.#textOf.get(name) ?? text) !== text) {
      throw new TypeError(`the name '${name}' is used for two different statements`);
    }
    const prepared: Prepared = { name, text, described: known?.described ?? null };
    this.#byText.set(text, prepared);
    this.#textOf.set(name, text);
    return prepared;
  }
}
