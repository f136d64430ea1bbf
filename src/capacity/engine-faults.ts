import type { Consumed } from '../measure/measurement.ts';
import { consumedBy } from './consumed-by.ts';
import { indexWriteUnits } from './index-writes.ts';
import { itemBytes } from './item-size.ts';
import { mapImages, withAsciiText } from './map-images.ts';
import type { ConditionCheck, Operation, PagedRead, Write } from './operation.ts';
import { readUnits } from './read-units.ts';
import { Tally } from './tally.ts';
import { transactionFactor, writeUnits } from './write-units.ts';

/** Something that an engine is known to report otherwise than DynamoDB's documented rules have it. */
export interface EngineFault {
  readonly id: string;
  readonly text: string;
  /** What the engine reports is of no use to a plan: the model's figures take its place. */
  readonly modelStandsIn: boolean;
  /** It is about units of indexes alone. */
  readonly ofIndexes: boolean;
}

/** What an engine reports for an operation by its known faults, and which of them had a part in that. */
export interface AsReported {
  readonly consumed: readonly Consumed[];
  readonly faults: readonly EngineFault[];
}

const wrong = (id: string, text: string): EngineFault => ({
  id,
  text,
  modelStandsIn: false,
  ofIndexes: false,
});

const emptyPage = wrong(
  'empty-page',
  'a page of a Query or Scan that finds nothing costs nothing; the rule: half a unit',
);
const batchGetMissing = wrong(
  'batch-get-missing',
  'a missing item of a BatchGetItem costs nothing; the rule: half a unit',
);
const batchDeleteMissing = wrong(
  'batch-delete-missing',
  'a BatchWriteItem that deletes a missing item costs 2 units; the rule: 1',
);
const transactionDeleteMissing = wrong(
  'transaction-delete-missing',
  'a transaction that deletes a missing item costs 1 unit; the rule: 2',
);
const transactionIndexes: EngineFault = {
  ...wrong('transaction-indexes', 'indexes are doubled in a transaction; the rule: once'),
  ofIndexes: true,
};
const checkedLikeRead = wrong(
  'condition-check',
  'a condition check is rounded to 4 KB like a read; the rule: to 1 KB like a write',
);
const equalActions = wrong(
  'equal-actions',
  'actions of equal units in one transaction are counted once; the rule: each',
);
const indexWrites: EngineFault = {
  id: 'index-writes',
  text: 'writes of indexes are not reported at all; the rule: each index has units of its own',
  modelStandsIn: true,
  ofIndexes: true,
};
const textSizes: EngineFault = {
  id: 'text-sizes',
  text: 'text is counted in UTF-16 units; the rule: in UTF-8 bytes, of which a letter beyond ASCII has 2 to 4',
  modelStandsIn: true,
  ofIndexes: false,
};

type Reporter = (operation: Operation, found: Set<EngineFault>) => readonly Consumed[];

/** Engines by the first word of their provenance; one that is not here is taken to follow the rules. */
const reporters: Readonly<Record<string, Reporter>> = {
  'dynamodb-local': localReports,
  dynalite: dynaliteReports,
};

/** What the engine (`dynamodb-local`, `dynalite`) reports for an operation; by the rules, where no fault of it is known. */
export function asReportedBy(engine: string, operation: Operation): AsReported {
  const faults = new Set<EngineFault>();
  const reporter = Object.hasOwn(reporters, engine) ? reporters[engine] : undefined;
  const consumed = reporter === undefined ? consumedBy(operation) : reporter(operation, faults);
  return { consumed, faults: [...faults] };
}

function localReports(operation: Operation, found: Set<EngineFault>): readonly Consumed[] {
  switch (operation.operation) {
    case 'Query':
    case 'Scan':
      return withoutEmptyPages(operation, found);
    case 'BatchGetItem': {
      const items = operation.items.filter(({ item }) => item !== null);
      if (items.length < operation.items.length) found.add(batchGetMissing);
      return consumedBy({ ...operation, items });
    }
    case 'BatchWriteItem': {
      const tally = new Tally();
      for (const write of operation.writes) chargeBatched(write, tally, found);
      return tally.rows();
    }
    case 'TransactWriteItems':
      return transactionOfLocal(operation.writes, found);
    default:
      return consumedBy(operation);
  }
}

function withoutEmptyPages(operation: PagedRead, found: Set<EngineFault>): Consumed[] {
  const pages = operation.pages.filter((page) => page.length > 0);
  if (pages.length < operation.pages.length) found.add(emptyPage);
  return consumedBy({ ...operation, pages });
}

function chargeBatched(write: Write, tally: Tally, found: Set<EngineFault>): void {
  const { table, before, after } = write;
  const isMissing = before === null && after === null;
  if (isMissing) found.add(batchDeleteMissing);
  tally.write(table, null, isMissing ? 2 : imageUnits(before, after));
  for (const index of table.indexes) tally.write(table, index, indexWriteUnits(index, before, after));
}

/** The units of a table's actions as a set, doubled; its indexes likewise. */
function transactionOfLocal(writes: readonly (Write | ConditionCheck)[], found: Set<EngineFault>): readonly Consumed[] {
  const tally = new Tally();
  const seen = new Set<string>();
  for (const action of writes) {
    const { table } = action;
    const units = actionUnits(action, found);
    const identity = JSON.stringify([table.name, units]);
    if (seen.has(identity)) found.add(equalActions);
    else tally.write(table, null, units);
    seen.add(identity);
    if ('conditionCheck' in action) continue;
    for (const index of table.indexes) {
      const ofIndex = indexWriteUnits(index, action.before, action.after);
      if (ofIndex > 0) found.add(transactionIndexes);
      tally.write(table, index, transactionFactor * ofIndex);
    }
  }
  return tally.rows();
}

function actionUnits(action: Write | ConditionCheck, found: Set<EngineFault>): number {
  if ('conditionCheck' in action) {
    const { conditionCheck: item } = action;
    const units = transactionFactor * readUnits(item === null ? 0 : itemBytes(item), 'strong');
    if (units !== transactionFactor * imageUnits(item, null)) found.add(checkedLikeRead);
    return units;
  }
  const { before, after } = action;
  if (before === null && after === null) {
    found.add(transactionDeleteMissing);
    return 1;
  }
  return transactionFactor * imageUnits(before, after);
}

function imageUnits(before: Write['before'], after: Write['after']): number {
  return writeUnits(before === null ? 0 : itemBytes(before), after === null ? 0 : itemBytes(after));
}

function dynaliteReports(given: Operation, found: Set<EngineFault>): readonly Consumed[] {
  const operation = mapImages(given, withAsciiText);
  const consumed =
    operation.operation === 'Query' || operation.operation === 'Scan'
      ? withoutEmptyPages(operation, found)
      : consumedBy(operation);
  if (!isSame(consumedBy(operation), consumedBy(given))) found.add(textSizes);
  const reported = consumed.filter(({ index, write }) => index === null || write === 0);
  if (reported.length < consumed.length) found.add(indexWrites);
  return reported;
}

function isSame(one: readonly Consumed[], other: readonly Consumed[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
