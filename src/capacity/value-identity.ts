import type { AttributeValue, Item } from './attribute-value.ts';
import { decimalText, readDecimal } from './decimal.ts';

/**
 * One text for all the ways to write a value, so that two values are the same to DynamoDB exactly when their texts are:
 * numbers by value, binary by its bytes, sets and maps in any order, lists in theirs.
 */
export function identityOf(value: AttributeValue): string {
  if ('S' in value) return `S${JSON.stringify(value.S)}`;
  if ('N' in value) return `N${numberIdentity(value.N)}`;
  if ('B' in value) return `B${binaryIdentity(value.B)}`;
  if ('BOOL' in value) return value.BOOL ? 'T' : 'F';
  if ('L' in value) return `L[${value.L.map(identityOf).join()}]`;
  if ('M' in value) return `M{${mapIdentity(value.M)}}`;
  if ('SS' in value) return `SS${setIdentity(value.SS, JSON.stringify)}`;
  if ('NS' in value) return `NS${setIdentity(value.NS, numberIdentity)}`;
  if ('BS' in value) return `BS${setIdentity(value.BS, binaryIdentity)}`;
  return '0';
}

export function sameValue(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if ('S' in a && 'S' in b) return a.S === b.S;
  return identityOf(a) === identityOf(b);
}

/** A number's identity, by value; a text that is no number is only itself. */
export function numberIdentity(text: string): string {
  const decimal = readDecimal(text);
  return decimal === null ? text : decimalText(decimal);
}

/** A binary value's identity, by its bytes. */
export function binaryIdentity(base64: string): string {
  return Buffer.from(base64, 'base64').toString('base64');
}

function mapIdentity(map: Item): string {
  return Object.keys(map)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${identityOf(map[name] as AttributeValue)}`)
    .join();
}

function setIdentity(elements: readonly string[], identity: (element: string) => string): string {
  return `(${elements.map(identity).sort().join()})`;
}
