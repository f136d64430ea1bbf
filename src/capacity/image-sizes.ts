import { itemBytes } from './item-size.ts';
import type { Image, Operation } from './operation.ts';
import { readBytes } from './paged-bytes.ts';

/** Bytes of each image of an operation in the order given, as counted; an image that is no item has no size. */
export function imageSizes(operation: Operation): number[] {
  switch (operation.operation) {
    case 'GetItem':
      return sizes([operation.item]);
    case 'BatchGetItem':
    case 'TransactGetItems':
      return sizes(operation.items.map(({ item }) => item));
    case 'Query':
    case 'Scan':
      return operation.pages.flat().map((item) => readBytes(item, operation.index));
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return sizes([operation.before, operation.after]);
    case 'BatchWriteItem':
      return sizes(operation.writes.flatMap(({ before, after }) => [before, after]));
    case 'TransactWriteItems':
      return sizes(
        operation.writes.flatMap((action) =>
          'conditionCheck' in action ? [action.conditionCheck] : [action.before, action.after],
        ),
      );
    case 'TimeToLive':
      return sizes([operation.before]);
  }
}

function sizes(images: readonly Image[]): number[] {
  return images.flatMap((image) => (image === null ? [] : [itemBytes(image)]));
}
