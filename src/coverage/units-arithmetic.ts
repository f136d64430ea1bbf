import { consumedBy } from '../capacity/consumed-by.ts';
import { itemBytes } from '../capacity/item-size.ts';
import type { Operation } from '../capacity/operation.ts';
import { readBytes } from '../capacity/paged-bytes.ts';
import type { IndexDefinition, TableDefinition } from '../capacity/table-definition.ts';
import type { UnitsLine } from '../runs/explanation.ts';
import { itemImage } from '../targets/dynamodb/item-image.ts';
import type { MeasuredRequest } from './measured-operation.ts';
import type { Tables } from './measured-requests.ts';

const blocks = { read: 4096, write: 1024 } as const;

/** The arithmetic of a request that was kept whole; what the engine charged and the answer does not explain is told without bytes. */
export function unitsArithmetic(request: MeasuredRequest, tables: Tables): UnitsLine[] {
  const shown = shownBytes(request, tables);
  const lines = request.consumed.flatMap(({ table, index, read, write }) =>
    (['read', 'write'] as const).flatMap((direction): UnitsLine[] => {
      const reported = direction === 'read' ? read : write;
      if (reported === 0) return [];
      const found = shown.find((one) => one.index === index && one.table === table && one.direction === direction);
      return [{ ...(found ?? unknown(request, table, index, direction)), reported }];
    }),
  );
  const silent = shown.filter(
    (one) =>
      !lines.some(
        ({ table, index, direction }) => table === one.table && index === one.index && direction === one.direction,
      ),
  );
  return [...lines, ...silent.filter(({ units }) => units !== 0)];
}

function unknown(
  { consistency }: MeasuredRequest,
  table: string,
  index: string | null,
  direction: 'read' | 'write',
): UnitsLine {
  const unitsPerBlock = perBlock(consistency, direction);
  const blockBytes = blocks[direction];
  return { table, index, direction, items: null, bytes: null, blockBytes, unitsPerBlock, units: null, reported: null };
}

function perBlock(consistency: MeasuredRequest['consistency'], direction: 'read' | 'write'): number {
  if (consistency === 'transactional') return 2;
  return direction === 'write' || consistency === 'strong' ? 1 : 0.5;
}

function shownBytes(request: MeasuredRequest, tables: Tables): UnitsLine[] {
  const table = tables.get(request.table);
  if (table === undefined || request.input === null || request.refused !== null) return [];
  if (request.operation === 'PutItem') return putLines(request, table);
  if (!['GetItem', 'Query', 'Scan'].includes(request.operation)) return [];
  const { evaluated, items, input } = request;
  const isPart = input.ProjectionExpression !== undefined || input.AttributesToGet !== undefined || request.countsOnly;
  const index = table.indexes.find(({ name }) => name === request.index) ?? null;
  if (isPart || items.length !== evaluated || (index !== null && index.attributes !== null)) return [];
  return [readLine(request, table, index)];
}

function readLine(request: MeasuredRequest, table: TableDefinition, index: IndexDefinition | null): UnitsLine {
  const images = request.items.map(itemImage);
  const consistency = request.consistency === 'strong' ? 'strong' : 'eventual';
  const operation: Operation =
    request.operation === 'GetItem'
      ? { operation: 'GetItem', table, item: images[0] ?? null, consistency }
      : {
          operation: request.operation === 'Scan' ? 'Scan' : 'Query',
          table,
          index,
          consistency,
          fetch: false,
          pages: [images],
        };
  const bytes = images.reduce((sum, image) => sum + readBytes(image, index), 0);
  const payer = index?.kind === 'global' ? index.name : null;
  const [charged] = consumedBy(operation).filter((part) => part.index === payer);
  const line = unknown(request, table.name, payer, 'read');
  return { ...line, items: images.length, bytes, units: charged?.read ?? 0 };
}

/** Of a new item; where it replaces one, the larger of the two counts, which the answer does not show. */
function putLines(request: MeasuredRequest, table: TableDefinition): UnitsLine[] {
  const item = request.input?.Item;
  if (typeof item !== 'object' || item === null) return [];
  const image = itemImage({ ...item });
  const charged = consumedBy({ operation: 'PutItem', table, before: null, after: image, conditionFailed: false });
  return charged.map(({ index: name, write }) => {
    const index = table.indexes.find((one) => one.name === name) ?? null;
    const bytes = index === null ? itemBytes(image) : readBytes(image, index);
    return { ...unknown(request, table.name, name, 'write'), items: 1, bytes, units: write };
  });
}
