import type { Problem } from '../workload/problem.ts';
import type { Checked } from './checked.ts';
import { isDay } from './day.ts';
import { type Exact, exactly } from './exact.ts';
import { described, type Entry, type Form, isFields, member, readForm } from './form.ts';
import type { FreeTier, Price, PriceName, PriceTable, RegionPrices } from './price.ts';
import { regionForm } from './price-form.ts';
import { readGroup } from './read-price-group.ts';
import { noProvenance } from './read-provenance.ts';

/** What else may stand at the top of a price file: remarks, and conventions that a bill states itself. */
const unused = ['notes', 'confidenceLetters', 'hoursPerMonth', 'bytesPerGb'];

/**
 * Reads parsed JSON as a price table, in the form that `docs/bill.md` describes. Every problem is told, with its JSON path.
 * A price that is `null` or left out is one that the table does not have.
 */
export function readPrices(json: unknown): Checked<PriceTable> {
  const problems: Problem[] = [];
  const known = ['schema', 'currency', 'published', 'read', 'freeTier', 'regions', ...unused];
  const form = readForm({ value: json, place: '' }, known, problems);
  if (form === null) return { ok: false, problems };
  form.choice('schema', [1]);
  form.choice('currency', ['USD']);
  const freeTier = readFreeTier(form.entry('freeTier'), problems);
  const regions = readRegions(form, problems);
  if (problems.length > 0 || freeTier === null) return { ok: false, problems };
  return { ok: true, value: { regions, freeTier, instanceClasses: classesOf(json) } };
}

function readFreeTier(entry: Entry, problems: Problem[]): FreeTier | null {
  const amounts = [
    'standardStorageGbMonth',
    'standardReadCapacityUnitHours',
    'standardWriteCapacityUnitHours',
    'streamsReads',
  ];
  const beside = ['onDemandRequestUnits', 'standardInfrequentAccessGbMonth', 'scope', 'confidence', 'source'];
  const form = readForm(entry, [...amounts, ...beside], problems);
  if (form === null) return null;
  const amount = (field: string): Exact => {
    if (!form.has(field)) form.note(field, 'a number, 0 where nothing is free');
    return exactly(form.quantity(field));
  };
  return {
    storageGb: amount('standardStorageGbMonth'),
    readCapacityHours: amount('standardReadCapacityUnitHours'),
    writeCapacityHours: amount('standardWriteCapacityUnitHours'),
    streamReads: amount('streamsReads'),
  };
}

function readRegions(form: Form, problems: Problem[]): ReadonlyMap<string, RegionPrices> {
  const { value, place } = form.entry('regions');
  const found = new Map<string, RegionPrices>();
  if (!isFields(value) || Object.keys(value).length === 0) {
    form.note('regions', 'an object with a region at least');
    return found;
  }
  for (const [region, inside] of Object.entries(value)) {
    const entry = { value: inside, place: member(place, region) };
    const published = ofRegion(form.entry('published'), region);
    if (!isText(published.value)) note(published, 'a text, or an object with one for each region', problems);
    const read = ofRegion(form.entry('read'), region);
    if (!isDay(read.value)) note(read, 'YYYY-MM-DD, or an object with one for each region', problems);
    const prices = new Map<PriceName, Price>();
    if (!isFields(inside)) note(entry, 'an object', problems);
    else readGroup(entry, regionForm, [], noProvenance, { prices, problems });
    const name = isFields(inside) && isText(inside.name) ? inside.name : region;
    if (isText(published.value) && isDay(read.value)) {
      found.set(region, { name, published: published.value, read: read.value, prices });
    }
  }
  return found;
}

/** `published` and `read` are one for all regions, or an object with one for each. */
function ofRegion({ value, place }: Entry, region: string): Entry {
  return isFields(value) ? { value: value[region], place: member(place, region) } : { value, place };
}

function note({ value, place }: Entry, expected: string, problems: Problem[]): void {
  if (problems.some((problem) => problem.place === place)) return;
  problems.push({ place, found: value === undefined ? 'nothing' : described(value), expected });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** The instance classes of all regions, the ones without a price too: they are known, their price is not. */
function classesOf(json: unknown): ReadonlySet<string> {
  const classes = new Set<string>();
  const inside = (value: unknown, field: string) => (isFields(value) ? value[field] : undefined);
  const regions = inside(json, 'regions');
  for (const region of isFields(regions) ? Object.values(regions) : []) {
    const postgres = inside(inside(region, 'rds'), 'postgres');
    for (const name of isFields(postgres) ? Object.keys(postgres) : []) classes.add(name);
  }
  return classes;
}
