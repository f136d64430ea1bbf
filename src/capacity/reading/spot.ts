import { nearest, shown } from '../../workload/findings.ts';
import type { Problem } from '../../workload/problem.ts';

/**
 * A value somewhere in a JSON document, with its place. What is wrong with it goes on one list that the whole document
 * shares; a method that had to refuse gives `undefined`, and reading goes on elsewhere.
 */
export class Spot {
  readonly value: unknown;
  /** As in `operations[3].item.PK.S`; empty for the document itself. */
  readonly place: string;
  private readonly problems: Problem[];

  constructor(value: unknown, place: string, problems: Problem[]) {
    this.value = value;
    this.place = place;
    this.problems = problems;
  }

  refuse(found: string, expected: string): undefined {
    this.problems.push({ place: this.place === '' ? '$' : this.place, found, expected });
    return undefined;
  }

  /** Refuses the value for what it is. */
  expect(expected: string): undefined {
    return this.refuse(shown(this.value), expected);
  }

  get isGiven(): boolean {
    return this.value !== undefined;
  }

  field(name: string): Spot {
    const own = isRecord(this.value) && Object.hasOwn(this.value, name) ? this.value[name] : undefined;
    return new Spot(own, fieldPlace(this.place, name), this.problems);
  }

  /** The names of an object's fields, or `undefined` where there is no object. */
  names(expected: string): readonly string[] | undefined {
    return isRecord(this.value) ? Object.keys(this.value) : this.expect(expected);
  }

  /** Whether this is an object; fields that nobody knows are refused one by one. */
  isObjectOf(allowed: readonly string[], expected: string): boolean {
    const names = this.names(expected);
    for (const name of names ?? []) {
      if (!allowed.includes(name)) this.field(name).refuse('an unknown field', nearestOf(name, allowed));
    }
    return names !== undefined;
  }

  /** The elements of a list of at least `least` and at most `most`; a list of another length is refused and still read. */
  elements(what: string, least = 0, most = Number.POSITIVE_INFINITY): readonly Spot[] | undefined {
    if (!Array.isArray(this.value)) return this.expect(`a list of ${what}`);
    const { length } = this.value;
    if (length < least || length > most) this.refuse(`${length} ${what}`, range(least, most, what));
    return this.value.map((element, at) => new Spot(element, `${this.place}[${at}]`, this.problems));
  }

  text(expected: string): string | undefined {
    return typeof this.value === 'string' && this.value !== '' ? this.value : this.expect(expected);
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice | undefined {
    const choice = choices.find((known) => known === this.value);
    return choice ?? this.expect(nearestOf(this.value, choices));
  }

  flag(otherwise: boolean): boolean | undefined {
    if (this.value === undefined) return otherwise;
    return typeof this.value === 'boolean' ? this.value : this.expect('true or false');
  }
}

/** The known word that was probably meant, and all of them. */
function nearestOf(found: unknown, known: readonly string[]): string {
  return nearest(found, known) ?? `one of ${known.join(', ')}`;
}

function range(least: number, most: number, what: string): string {
  if (most === Number.POSITIVE_INFINITY) return `${least} or more ${what}`;
  return least === 0 ? `at most ${most} ${what}` : `${least} to ${most} ${what}`;
}

function fieldPlace(place: string, name: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${place}[${JSON.stringify(name)}]`;
  return place === '' ? name : `${place}.${name}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
