import type { Problem } from '../workload/problem.ts';
import { type PostgresUse, postgresEngines } from './bill-file.ts';
import { type Entry, type Form, isFields, readForm } from './form.ts';
import { instanceClasses, type PriceTable } from './price.ts';

const fieldsOf = {
  rds: ['engine', 'class', 'multiAz', 'storageGb', 'backupGb'],
  'aurora-serverless-v2': ['engine', 'acu', 'storageGb', 'ioRequests'],
} as const;

export function readPostgres(entry: Entry, prices: PriceTable | undefined, problems: Problem[]): PostgresUse | null {
  const named = isFields(entry.value) ? postgresEngines.find((engine) => isNamed(entry, engine)) : undefined;
  const known = named === undefined ? [...new Set(Object.values(fieldsOf).flat())] : fieldsOf[named];
  const form = readForm(entry, known, problems);
  const engine = form?.choice('engine', postgresEngines);
  if (form === null || engine === null || engine === undefined) return null;
  const storageGb = form.quantity('storageGb');
  if (engine === 'aurora-serverless-v2') {
    return { engine, acu: form.quantity('acu'), storageGb, ioRequests: form.quantity('ioRequests') };
  }
  const instance = readClass(form, prices);
  const multiAz = form.flag('multiAz');
  const backupGb = form.quantity('backupGb');
  return instance === null ? null : { engine, class: instance, multiAz, storageGb, backupGb };
}

function isNamed({ value }: Entry, engine: string): boolean {
  return isFields(value) && value.engine === engine;
}

function readClass(form: Form, prices: PriceTable | undefined): string | null {
  return prices === undefined ? form.name('class') : form.choice('class', instanceClasses(prices));
}
