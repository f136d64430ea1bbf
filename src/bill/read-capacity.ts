import type { Problem } from '../workload/problem.ts';
import { type Capacity, mostHoursPerMonth, type Phase, type Reservation } from './bill-file.ts';
import { compare, exactly, toDouble, total } from './exact.ts';
import { type Form, readForm } from './form.ts';

const terms = [1, 3] as const;

/** Units in a block of reserved capacity, the smallest that is sold. */
const reservedBlock = 100;

/** The capacity of a provisioned table or of one of its indexes; `reservable` is whether its class can be reserved. */
export function readCapacity(form: Form, reservable: boolean, problems: Problem[]): Capacity {
  const flat = { readCapacity: form.quantity('readCapacity'), writeCapacity: form.quantity('writeCapacity') };
  const phases = form.has('phases') ? { phases: readPhases(form, problems) } : {};
  const reserved = form.has('reserved') ? readReservation(form, reservable, problems) : null;
  return { ...flat, ...phases, ...(reserved === null ? {} : { reserved }) };
}

function readPhases(form: Form, problems: Problem[]): readonly Phase[] {
  const phases = form.list('phases').flatMap((entry) => {
    const phase = readForm(entry, ['hours', 'readCapacity', 'writeCapacity'], problems);
    if (phase === null) return [];
    const hours = phase.quantity('hours', mostHoursPerMonth);
    if (!phase.has('hours')) phase.note('hours', 'the hours that this phase lasts');
    return [{ hours, readCapacity: phase.quantity('readCapacity'), writeCapacity: phase.quantity('writeCapacity') }];
  });
  const { value, place } = form.entry('phases');
  if (Array.isArray(value) && value.length === 0) form.note('phases', 'one phase at least, or no phases at all');
  const hours = total(phases.map((phase) => exactly(phase.hours)));
  if (compare(hours, exactly(mostHoursPerMonth)) > 0) {
    const expected = `at most ${mostHoursPerMonth}, the hours of 31 days`;
    problems.push({ place, found: `${toDouble(hours)} hours in all phases together`, expected });
  }
  return phases;
}

function readReservation(form: Form, reservable: boolean, problems: Problem[]): Reservation | null {
  const reserved = readForm(form.entry('reserved'), ['termYears', 'readCapacity', 'writeCapacity'], problems);
  if (reserved === null) return null;
  const termYears = reserved.choice('termYears', terms);
  const capacity = {
    readCapacity: readBlocks(reserved, 'readCapacity'),
    writeCapacity: readBlocks(reserved, 'writeCapacity'),
  };
  if (!reservable && capacity.readCapacity + capacity.writeCapacity > 0) {
    form.note('reserved', 'nothing: there is no reserved capacity for standard-ia');
  }
  return termYears === null ? null : { termYears, ...capacity };
}

function readBlocks(form: Form, field: string): number {
  const units = form.quantity(field);
  if (units % reservedBlock !== 0) {
    form.note(field, `a multiple of ${reservedBlock}: reserved capacity is sold in blocks of ${reservedBlock} units`);
  }
  return units;
}
