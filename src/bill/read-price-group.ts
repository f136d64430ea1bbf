import type { Problem } from '../workload/problem.ts';
import { exactly } from './exact.ts';
import { anyOf, described, type Entry, isFields, member } from './form.ts';
import { type Price, type PriceName, priceName } from './price.ts';
import { type PriceGroup, remarks } from './price-form.ts';
import { type Provenance, provenanceFields, readProvenance } from './read-provenance.ts';

/** No unit of anything costs this much; more is a slip of the decimal point. */
const dearestUsd = 1_000_000;

/** What the reading of a region fills. */
export interface PriceReading {
  readonly prices: Map<PriceName, Price>;
  readonly problems: Problem[];
}

/** Reads all prices in and under a group; `path` is where it stands below its region. `null` is a group without prices. */
export function readGroup(
  { value, place }: Entry,
  form: PriceGroup,
  path: readonly string[],
  around: Provenance,
  reading: PriceReading,
): void {
  if (value === null || value === undefined) return;
  if (!isFields(value)) {
    const expected = 'an object, or null where no price was found';
    reading.problems.push({ place, found: described(value), expected });
    return;
  }
  const provenanceOf = readProvenance(value, place, around, reading.problems);
  for (const [field, inside] of Object.entries(value)) {
    const entry = { value: inside, place: member(place, field) };
    const group = groupOf(form, field);
    if (group !== undefined) readGroup(entry, group, [...path, field], provenanceOf(field), reading);
    else if (form.prices?.includes(field)) readPrice(entry, [...path, field], provenanceOf(field), reading);
    else if (!isBeside(form, field)) reading.problems.push(unknownField(entry, field, form));
  }
}

function groupOf(form: PriceGroup, field: string): PriceGroup | undefined {
  if (form.groups !== undefined && Object.hasOwn(form.groups, field)) return form.groups[field];
  return isBeside(form, field) ? undefined : form.each;
}

/** Whether a field may stand here without being a price. */
function isBeside(form: PriceGroup, field: string): boolean {
  return provenanceFields.includes(field) || remarks.includes(field) || form.unused?.includes(field) === true;
}

function unknownField({ place }: Entry, field: string, form: PriceGroup): Problem {
  const known = [...(form.prices ?? []), ...Object.keys(form.groups ?? {})];
  return { place, found: 'an unknown field', expected: anyOf(known, field) };
}

function readPrice({ value, place }: Entry, path: readonly string[], from: Provenance, reading: PriceReading): void {
  if (value === null) return;
  if (!isPrice(value)) {
    const expected = `a decimal above 0 and at most ${dearestUsd}, or null where no price was found`;
    reading.problems.push({ place, found: described(value), expected });
    return;
  }
  const name = priceName(path);
  reading.prices.set(name, { name, usd: exactly(value), decimal: String(value), ...from });
}

function isPrice(value: unknown): value is number | string {
  const isDecimal = typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value));
  return isDecimal && Number(value) > 0 && Number(value) <= dearestUsd;
}
