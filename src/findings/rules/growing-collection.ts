import { entryBytes } from '../../capacity/index-entry.ts';
import { itemBytes } from '../../capacity/item-size.ts';
import type { TableDefinition } from '../../capacity/table-definition.ts';
import { unitsOf } from '../../coverage/pattern-coverage.ts';
import { bytesText, counted, daysText, placeText } from '../amounts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { dynamoDbSteps } from '../evidence/pattern-facts.ts';
import { imageKey } from '../image-key.ts';
import type { Found, Rule } from '../rule.ts';
import { pageUnits } from '../shares.ts';

/** The most that items of one partition key and their local index entries may take. */
const collectionBytes = 10 * 1024 ** 3;
/** What takes longer than a design lives is no matter of its. */
const mostDays = 5 * 365;

type Needs = 'tables' | 'entities' | 'size' | 'patterns' | 'growth' | 'horizon';

/** Collections under one key that only grow: those with a limit, and those that a pattern reads whole. */
export const growingCollection: Rule<Needs> = {
  id: 'growing-collection',
  title: 'a collection that grows without bound',
  find: (evidence) => [
    ...[...evidence.tables.values()].flatMap((table) => withLimit(evidence, table)),
    ...readWhole(evidence),
  ],
};

/** Where a table has a local index, the largest collection and the time until it is full. */
function withLimit({ entities, size }: Pick<Evidence, Needs>, table: TableDefinition): readonly Found[] {
  const locals = table.indexes.filter(({ kind }) => kind === 'local');
  if (locals.length === 0) return [];
  const collections = new Map<string, { bytes: number; perDay: number }>();
  for (const { table: own, images, records, newPerDay } of entities) {
    if (own.name !== table.name) continue;
    const each = records / Math.max(1, images.length);
    for (const image of images) {
      const key = imageKey(image, table.key.partition) ?? '';
      const bytes = each * locals.reduce((sum, index) => sum + entryBytes(image, index), itemBytes(image));
      const one = collections.get(key) ?? { bytes: 0, perDay: 0 };
      const perDay = records === 0 ? 0 : (bytes * newPerDay) / records;
      collections.set(key, { bytes: one.bytes + bytes, perDay: one.perDay + perDay });
    }
  }
  const first = [...collections]
    .map(([key, { bytes, perDay }]) => ({ key, bytes, perDay, days: (collectionBytes - bytes) / perDay }))
    .sort((one, other) => one.days - other.days)[0];
  if (first === undefined || !(first.days <= mostDays)) return [];
  return [
    {
      severity: first.days < 365 ? 'high' : 'medium',
      about: { target: 'dynamodb', table: table.name },
      evidence: `${first.key} holds ${bytesText(first.bytes)} with its entries in ${locals.map(({ name }) => name).join(', ')} and grows by ${bytesText(first.perDay)} a day at ${size.dau.toLocaleString('en-US')} DAU: 10 GB in ${daysText(first.days)}`,
      consequence:
        'A table with a local index refuses to add to a collection of 10 GB. A global index has no such limit.',
    },
  ];
}

/** Queries without a limit whose collection grows with time until it is more than a request may return. */
function readWhole({ patterns, growth, size, horizon }: Pick<Evidence, Needs>): readonly Found[] {
  return growth.flatMap(({ pattern: id, table, index, factor, how }): Found[] => {
    const pattern = patterns.find((one) => one.id === id);
    const step = pattern && dynamoDbSteps(pattern).find((one) => one.table === table && one.index === index);
    if (how !== 'query' || pattern === undefined || step === undefined || step.limit !== null) return [];
    const [now, page] = [unitsOf(step).read, pageUnits(step.consistency)];
    const later = now * factor;
    if (later < page || now === 0) return [];
    const days = size.days + ((page - now) / (later - now)) * (horizon.days - size.days);
    return [
      {
        severity: pattern.class === 'high' ? 'high' : 'medium',
        about: { target: 'dynamodb', pattern: id, table, ...(index === null ? {} : { index }) },
        evidence: `a ${step.operation} of ${placeText(table, index)} without a limit: ${counted(now, 'read unit')} an operation with ${counted(size.days, 'day')} of history, ${counted(later, 'read unit')} with ${counted(horizon.days, 'day')}; ${now >= page ? 'it takes more than one request of 1 MB already' : `from ${daysText(days)} of history on it takes more than one request of 1 MB`}`,
        consequence:
          'Each call reads all that ever came under its key. A limit, a figure kept on writing, or an expiry bounds it.',
      },
    ];
  });
}
