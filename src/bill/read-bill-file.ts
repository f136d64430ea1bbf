import type { Problem } from '../workload/problem.ts';
import { type BillFile, mostHoursPerMonth, type TableUse } from './bill-file.ts';
import type { Checked } from './checked.ts';
import { type Entry, type Form, readForm } from './form.ts';
import type { PriceTable } from './price.ts';
import { readPostgres } from './read-postgres-use.ts';
import { readTable } from './read-table-use.ts';

/**
 * Reads parsed JSON as the input of a bill. With `prices`, regions and instance classes must be among theirs; without,
 * only `billOf` finds out. Every problem is told, with its JSON path.
 */
export function readBillFile(json: unknown, prices?: PriceTable): Checked<BillFile> {
  const problems: Problem[] = [];
  const known = ['region', 'hoursPerMonth', 'freeTier', 'dynamodb', 'postgres'];
  const form = readForm({ value: json, place: '' }, known, problems);
  const value = form === null ? null : readParts(form, prices, problems);
  return problems.length === 0 && value !== null ? { ok: true, value } : { ok: false, problems };
}

function readParts(form: Form, prices: PriceTable | undefined, problems: Problem[]): BillFile | null {
  const regions = prices === undefined ? null : [...prices.regions.keys()];
  const region = regions === null ? form.name('region') : form.choice('region', regions);
  if (!form.has('dynamodb') && !form.has('postgres')) {
    problems.push({ place: 'the file', found: 'neither dynamodb nor postgres', expected: 'one of them, or both' });
  }
  const hoursPerMonth = form.has('hoursPerMonth') ? readHours(form) : {};
  const freeTier = form.flag('freeTier');
  const dynamodb = form.has('dynamodb') ? { dynamodb: readTables(form.list('dynamodb'), problems) } : {};
  const postgres = form.has('postgres') ? readPostgres(form.entry('postgres'), prices, problems) : null;
  if (region === null) return null;
  return { region, ...hoursPerMonth, freeTier, ...dynamodb, ...(postgres === null ? {} : { postgres }) };
}

function readHours(form: Form): { readonly hoursPerMonth: number } {
  const { value } = form.entry('hoursPerMonth');
  if (typeof value === 'number' && value > 0 && value <= mostHoursPerMonth) return { hoursPerMonth: value };
  form.note('hoursPerMonth', `a number above 0, at most ${mostHoursPerMonth} (31 days)`);
  return { hoursPerMonth: mostHoursPerMonth };
}

function readTables(entries: readonly Entry[], problems: Problem[]): readonly TableUse[] {
  const taken = new Set<string>();
  return entries.flatMap((entry) => readTable(entry, taken, problems) ?? []);
}
