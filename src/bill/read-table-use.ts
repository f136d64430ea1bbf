import type { Problem } from '../workload/problem.ts';
import {
  type CapacityMode,
  capacityModes,
  type OnDemandIndex,
  type ProvisionedIndex,
  type TableUse,
  tableClasses,
} from './bill-file.ts';
import { type Entry, type Form, readForm } from './form.ts';
import { readCapacity } from './read-capacity.ts';

const unitFields = ['readUnits', 'writeUnits'];
const capacityFields = ['readCapacity', 'writeCapacity'];
const capacityForms = ['phases', 'reserved'];
const indexFields = ['index', 'storageGb', ...unitFields, ...capacityFields, ...capacityForms];
const tableFields = [
  ...['table', 'class', 'mode', 'storageGb', 'pitr', 'backupGb', 'restoreGb', 'streamReads', 'indexes'],
  ...['readUnits', 'writeUnits', 'replicatedWriteUnits', ...capacityFields, ...capacityForms],
];

/** `taken` holds the table names before this one, which is added. `null` where there is too little to make a table of. */
export function readTable(entry: Entry, taken: Set<string>, problems: Problem[]): TableUse | null {
  const form = readForm(entry, tableFields, problems);
  if (form === null) return null;
  const table = uniqueName(form, 'table', taken);
  const tableClass = form.choice('class', tableClasses);
  const mode = form.choice('mode', capacityModes);
  const rest = {
    table,
    storageGb: form.quantity('storageGb'),
    pitr: form.flag('pitr'),
    backupGb: form.quantity('backupGb'),
    restoreGb: form.quantity('restoreGb'),
    streamReads: form.quantity('streamReads'),
  };
  const onDemand = readUnits(form, mode);
  const replicatedWriteUnits = form.quantity('replicatedWriteUnits');
  if (mode === 'provisioned' && replicatedWriteUnits > 0) {
    form.note('replicatedWriteUnits', 'nothing: a replicated write of a provisioned table is part of writeCapacity');
  }
  const reservable = tableClass !== 'standard-ia';
  const provisioned = mode === 'on-demand' ? refuseCapacity(form) : readCapacity(form, reservable, problems);
  const indexes = readIndexes(form, mode, reservable, problems);
  if (tableClass === null || mode === null) return null;
  return mode === 'on-demand'
    ? { ...rest, class: tableClass, mode, ...onDemand, replicatedWriteUnits, indexes }
    : { ...rest, class: tableClass, mode, ...provisioned, indexes };
}

type AnyIndex = OnDemandIndex & ProvisionedIndex;

function readIndexes(
  form: Form,
  mode: CapacityMode | null,
  reservable: boolean,
  problems: Problem[],
): readonly AnyIndex[] {
  const taken = new Set<string>();
  return form.list('indexes').flatMap((entry) => {
    const index = readForm(entry, indexFields, problems);
    if (index === null) return [];
    const named = { index: uniqueName(index, 'index', taken), storageGb: index.quantity('storageGb') };
    const onDemand = readUnits(index, mode);
    const provisioned = mode === 'on-demand' ? refuseCapacity(index) : readCapacity(index, reservable, problems);
    return [mode === 'on-demand' ? { ...named, ...onDemand } : { ...named, ...provisioned }];
  });
}

/** Request units. On a provisioned table only 0 of them is understood. */
function readUnits(form: Form, mode: CapacityMode | null) {
  const units = { readUnits: form.quantity('readUnits'), writeUnits: form.quantity('writeUnits') };
  if (mode === 'provisioned') {
    if (units.readUnits > 0) form.note('readUnits', 'readCapacity in its place: the table is provisioned');
    if (units.writeUnits > 0) form.note('writeUnits', 'writeCapacity in its place: the table is provisioned');
  }
  return units;
}

/** An on-demand table has no capacity to set; only 0 of it is understood. */
function refuseCapacity(form: Form): Record<string, never> {
  for (const [field, instead] of [
    ['readCapacity', 'readUnits'],
    ['writeCapacity', 'writeUnits'],
  ] as const) {
    if (form.quantity(field) > 0) form.note(field, `${instead} in its place: the table is on-demand`);
  }
  for (const field of capacityForms) {
    if (form.has(field)) form.note(field, 'nothing: the table is on-demand');
  }
  return {};
}

function uniqueName(form: Form, field: string, taken: Set<string>): string {
  const name = form.name(field);
  if (name !== '' && taken.has(name)) form.note(field, `each ${field} once`);
  taken.add(name);
  return name;
}
