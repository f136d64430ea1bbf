import { durationForm, foundInstead, parseDuration } from '../measure/duration.ts';
import { type Findings, shown } from '../workload/findings.ts';
import type { Stage } from './rate-curve.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What k6 says where a number is wrong, beside what we expect. */
interface NumberRule {
  readonly least: number;
  /** The default; where there is none the field is required. */
  readonly fallback?: number;
  readonly unspecified?: string;
  readonly tooSmall: string;
}

interface DurationRule extends NumberRule {
  /** `a` duration has to be more than 0, not only at least `least`. */
  readonly above?: boolean;
}

/** k6's hard limit on virtual users. */
const mostVus = 100_000_000;

/** Fields that stand under another name than the one they are asked for by. */
export type Aliases = Readonly<Record<string, string>>;

/** Reads the fields of one object of the options; every problem is noted with k6's own words in brackets. */
export class FieldReader {
  readonly #fields: Fields;
  readonly #place: string;
  readonly #aliases: Aliases;
  readonly findings: Findings;

  constructor(fields: Fields, place: string, findings: Findings, aliases: Aliases = {}) {
    this.#fields = fields;
    this.#place = place;
    this.#aliases = aliases;
    this.findings = findings;
  }

  /** A whole number, or a text that is one, as k6 takes both. */
  whole(name: string, { least, fallback, unspecified, tooSmall }: NumberRule): number {
    const value = this.#value(name);
    if (isUnset(value)) return fallback ?? this.#unset(name, 'a whole number', unspecified);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
      this.#wrong(
        name,
        shown(value),
        name === 'rate' ? 'a whole number; a slower rate has a longer timeUnit' : 'a whole number',
      );
    } else if (number < least)
      this.#wrong(name, shown(value), `${least === 0 ? '0 or more' : `at least ${least}`} (${tooSmall})`);
    else if (number > mostVus) this.#wrong(name, shown(value), `at most ${mostVus.toLocaleString('en-US')}`);
    else return number;
    return Number.NaN;
  }

  durationMs(name: string, { least, above, fallback, unspecified, tooSmall }: DurationRule): number {
    const value = this.#value(name);
    if (isUnset(value)) return fallback ?? this.#unset(name, durationForm, unspecified);
    const read = parseDuration(value);
    if ('fault' in read) this.#wrong(name, foundInstead(value, read.fault), durationForm);
    else if (read.ms < least || (above && read.ms === 0)) this.#wrong(name, shown(value), `more (${tooSmall})`);
    else return read.ms;
    return Number.NaN;
  }

  text(name: string, fallback: string, empty: string): string {
    const value = this.#value(name);
    if (isUnset(value)) return fallback;
    if (typeof value !== 'string') this.#wrong(name, shown(value), 'text');
    else if (value === '') this.#wrong(name, '""', `a name (${empty})`);
    return typeof value === 'string' ? value : fallback;
  }

  flag(name: string): boolean {
    const value = this.#value(name);
    if (!isUnset(value) && typeof value !== 'boolean') this.#wrong(name, shown(value), 'true or false');
    return value === true;
  }

  /** Texts by name; k6 takes no numbers here, nor do we. */
  texts(name: string): Record<string, string> {
    const value = this.#value(name);
    if (isUnset(value)) return {};
    const object = this.findings.object(this.#at(name), value) ?? {};
    const texts: Record<string, string> = {};
    for (const [key, member] of Object.entries(object)) {
      if (typeof member === 'string') texts[key] = member;
      else this.#wrong(`${name}.${key}`, shown(member), 'text, in quotes');
    }
    return texts;
  }

  stages(name: string): readonly Stage[] {
    const value = this.#value(name);
    if (!Array.isArray(value) || value.length === 0) {
      this.#wrong(name, shown(value), 'a list of { duration, target } (at least one stage has to be specified)');
      return [];
    }
    return value.map((member, k) => {
      const place = `${this.#at(name)}[${k}]`;
      const stage = new FieldReader(this.findings.object(place, member) ?? {}, place, this.findings);
      const which = `for stage ${k + 1}`;
      this.findings.known(place, stage.#fields, ['duration', 'target']);
      return {
        durationUs:
          1000 *
          stage.durationMs('duration', {
            least: 0,
            unspecified: `stage ${k + 1} doesn't have a duration`,
            tooSmall: `the duration ${which} can't be negative`,
          }),
        target: stage.whole('target', {
          least: 0,
          unspecified: `stage ${k + 1} doesn't have a target`,
          tooSmall: `the target ${which} can't be negative`,
        }),
      };
    });
  }

  /** Notes that a field which was read is wrong together with others. */
  conflict(name: string, expected: string): void {
    this.#wrong(name, shown(this.#value(name)), expected);
  }

  #unset(name: string, form: string, unspecified: string | undefined): number {
    this.#wrong(name, 'nothing', unspecified === undefined ? form : `${form} (${unspecified})`);
    return Number.NaN;
  }

  #wrong(name: string, found: string, expected: string): void {
    this.findings.add(this.#at(name), found, expected);
  }

  #value(name: string): unknown {
    return this.#fields[this.#aliases[name] ?? name];
  }

  #at(name: string): string {
    return `${this.#place}.${this.#aliases[name] ?? name}`;
  }
}

/** `null` stands for "not given" in k6, as it does in JSON. */
export function isUnset(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
