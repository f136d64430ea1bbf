import type { AttributeValue, Item } from './attribute-value.ts';
import { numberBytes } from './number-size.ts';

/** The most an item may weigh: 400 KB, names included. */
export const maxItemBytes = 409_600;

/** A list or a map, however small. */
const containerBytes = 3;
/** Each element of a list, each pair of a map, at every level. */
const elementBytes = 1;

/**
 * Bytes of an item as DynamoDB counts them for units and for the 400 KB: names and values, without the overhead that
 * storage adds. Source: the developer guide's page on item sizes.
 */
export function itemBytes(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += attributeBytes(name, item[name] as AttributeValue);
  return bytes;
}

/** Bytes of one attribute: its name in UTF-8 and its value. */
export function attributeBytes(name: string, value: AttributeValue): number {
  return Buffer.byteLength(name) + valueBytes(value);
}

/** Bytes of a value without a name. */
export function valueBytes(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberBytes(value.N);
  if ('B' in value) return binaryBytes(value.B);
  if ('M' in value) return mapBytes(value.M);
  if ('L' in value) return listBytes(value.L);
  if ('SS' in value) return sum(value.SS, Buffer.byteLength);
  if ('NS' in value) return sum(value.NS, numberBytes);
  if ('BS' in value) return sum(value.BS, binaryBytes);
  return 1;
}

function mapBytes(map: Item): number {
  let bytes = containerBytes;
  for (const name in map) bytes += elementBytes + attributeBytes(name, map[name] as AttributeValue);
  return bytes;
}

function listBytes(list: readonly AttributeValue[]): number {
  let bytes = containerBytes;
  for (const element of list) bytes += elementBytes + valueBytes(element);
  return bytes;
}

/** Bytes behind a base64 text. */
function binaryBytes(base64: string): number {
  return Buffer.byteLength(base64, 'base64');
}

function sum(elements: readonly string[], bytesOf: (element: string) => number): number {
  let bytes = 0;
  for (const element of elements) bytes += bytesOf(element);
  return bytes;
}
