import type { Item } from './attribute-value.ts';
import type { Image, Operation } from './operation.ts';

/** The same operation with every item put in another's place. */
export function mapImages(operation: Operation, change: (item: Item) => Item): Operation {
  const image = (item: Image): Image => (item === null ? null : change(item));
  switch (operation.operation) {
    case 'GetItem':
      return { ...operation, item: image(operation.item) };
    case 'BatchGetItem':
    case 'TransactGetItems':
      return { ...operation, items: operation.items.map(({ table, item }) => ({ table, item: image(item) })) };
    case 'Query':
    case 'Scan':
      return { ...operation, pages: operation.pages.map((page) => page.map(change)) };
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return { ...operation, before: image(operation.before), after: image(operation.after) };
    case 'BatchWriteItem':
      return {
        ...operation,
        writes: operation.writes.map(({ table, before, after }) => ({
          table,
          before: image(before),
          after: image(after),
        })),
      };
    case 'TransactWriteItems':
      return {
        ...operation,
        writes: operation.writes.map((action) =>
          'conditionCheck' in action
            ? { table: action.table, conditionCheck: image(action.conditionCheck) }
            : { table: action.table, before: image(action.before), after: image(action.after) },
        ),
      };
    case 'TimeToLive':
      return { ...operation, before: change(operation.before) };
  }
}

/** Each UTF-16 unit of text beyond ASCII as one byte, in names and values alike. */
export function withAsciiText(item: Item): Item {
  return ascii(item) as Item; // of the same shape: only texts differ
}

function ascii(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[^ -~]/g, (unit) => (unit < '\u0080' ? unit : 'x'));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ascii);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [ascii(name), ascii(part)]));
}
