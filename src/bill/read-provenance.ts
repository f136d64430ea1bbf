import type { Problem } from '../workload/problem.ts';
import { isDayMonthOrYear } from './day.ts';
import { described, type Entry, type Fields, isFields, member } from './form.ts';
import { confidences, type Price } from './price.ts';

/** Where a price comes from, how sure it is and of when. */
export type Provenance = Pick<Price, 'confidence' | 'source' | 'asOf'>;

export const noProvenance: Provenance = { confidence: null, source: null, asOf: null };

const kinds = ['confidence', 'source', 'asOf'] as const;
type Kind = (typeof kinds)[number];

/** The fields of a group that say where its prices come from; `…ByField` overrides the group for one field. */
export const provenanceFields: readonly string[] = kinds.flatMap((kind) => [kind, `${kind}ByField`]);

/**
 * What a group says of each of its fields: as it stands there for the field, else for the group, else as the group around
 * it says. A group that states anything of its own takes nothing from around it.
 */
export function readProvenance(
  fields: Fields,
  place: string,
  around: Provenance,
  problems: Problem[],
): (field: string) => Provenance {
  const said = kinds.filter((kind) => Object.hasOwn(fields, kind));
  const own = said.map((kind) => readStatement(kind, { value: fields[kind], place: member(place, kind) }, problems));
  const group: Provenance = said.length === 0 ? around : Object.assign({}, noProvenance, ...own);
  const overrides = kinds.map((kind) => readByField(kind, fields, place, problems));
  return (field) => Object.assign({}, group, ...overrides.map((override) => override.get(field)));
}

function readByField(
  kind: Kind,
  fields: Fields,
  place: string,
  problems: Problem[],
): ReadonlyMap<string, Partial<Provenance>> {
  const entry = { value: fields[`${kind}ByField`], place: member(place, `${kind}ByField`) };
  if (entry.value === undefined) return new Map();
  if (!isFields(entry.value)) {
    problems.push({ place: entry.place, found: described(entry.value), expected: 'an object' });
    return new Map();
  }
  return new Map(
    Object.entries(entry.value).map(([field, value]) => {
      const at = member(entry.place, field);
      if (!Object.hasOwn(fields, field)) {
        problems.push({ place: at, found: 'no such field in this group', expected: 'a field of this group' });
      }
      return [field, readStatement(kind, { value, place: at }, problems)];
    }),
  );
}

interface Statement {
  /** `undefined` where the value is none of what is expected. */
  readonly read: (value: unknown) => Partial<Provenance> | undefined;
  readonly expected: string;
}

const statements: Readonly<Record<Kind, Statement>> = {
  confidence: {
    read: (value) => {
      if (value === null || value === 'none') return { confidence: null };
      const confidence = confidences.find((one) => one === value);
      return confidence === undefined ? undefined : { confidence };
    },
    expected: `one of ${confidences.join(', ')}, none`,
  },
  source: {
    read: (value) => (typeof value === 'string' || value === null ? { source: value } : undefined),
    expected: 'a text or null',
  },
  asOf: {
    read: (value) => (value === null || isDayMonthOrYear(value) ? { asOf: value } : undefined),
    expected: 'YYYY-MM-DD, YYYY-MM, YYYY or null',
  },
};

function readStatement(kind: Kind, { value, place }: Entry, problems: Problem[]): Partial<Provenance> {
  const { read, expected } = statements[kind];
  const statement = read(value);
  if (statement === undefined) problems.push({ place, found: described(value), expected });
  return statement ?? {};
}
