import type { AttributeValue, Item } from '../capacity/attribute-value.ts';
import type { KeyAttribute } from '../capacity/table-definition.ts';
import { keyText } from '../targets/dynamodb/key-condition.ts';

/** A key of an image as text, in the form in which traces have it; `null` where the image lacks a part of it. */
export function imageKey(image: Item, attributes: readonly KeyAttribute[]): string | null {
  return keyText(
    attributes.map(({ name }) => name),
    (name) => scalar(image[name]),
  );
}

function scalar(value: AttributeValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if ('S' in value) return value.S;
  if ('N' in value) return value.N;
  return 'B' in value ? value.B : undefined;
}
