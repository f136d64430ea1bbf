import type { Item } from '../attribute-value.ts';
import { inRange, maxDigits, readDecimal } from '../decimal.ts';
import { binaryIdentity, numberIdentity } from '../value-identity.ts';
import type { Spot } from './spot.ts';

/** Lists and maps inside one another in one attribute; its innermost value then lies on level 32. */
const maxContainers = 31;
const maxNameBytes = 65_535;

const typedValue = 'a value with its type, such as {"S": "text"}, {"N": "1"} or {"M": {}}';
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

type Accept = (value: Spot, containers: number) => boolean;

const accepts: Readonly<Record<string, Accept>> = {
  S: isText,
  N: isNumber,
  B: isBinary,
  BOOL: (value) => typeof value.value === 'boolean' || refused(value, 'true or false'),
  NULL: (value) => value.value === true || refused(value, 'true'),
  L: isListOfValues,
  M: isMapOfValues,
  SS: (value) => isSet(value, isText, (element) => element),
  NS: (value) => isSet(value, isNumber, numberIdentity),
  BS: (value) => isSet(value, isBinary, binaryIdentity),
};

/** Attributes by name, or `undefined` where one of them is no value that DynamoDB holds; each problem is noted. */
export function readAttributes(item: Spot): Item | undefined {
  return isMapOfValues(item, 0) ? (item.value as Item) : undefined;
}

/** Whether the type says what the value is, and DynamoDB holds it. */
function isTyped(value: Spot, containers: number): boolean {
  const types = value.names(typedValue);
  if (types === undefined) return false;
  const [type] = types;
  if (types.length !== 1 || type === undefined) return refused(value, 'exactly one type', `${types.length} types`);
  const accept = Object.hasOwn(accepts, type) ? accepts[type] : undefined;
  if (accept === undefined) {
    return refused(value.field(type), `one of ${Object.keys(accepts).join(', ')}`, 'an unknown type');
  }
  return accept(value.field(type), containers);
}

function isMapOfValues(map: Spot, containers: number): boolean {
  const names = map.names('attributes by name');
  if (names === undefined || isTooDeep(map, containers)) return false;
  return all(names, (name) => isName(map.field(name), name) && isTyped(map.field(name), containers + 1));
}

function isListOfValues(list: Spot, containers: number): boolean {
  const elements = list.elements('values');
  if (elements === undefined || isTooDeep(list, containers)) return false;
  return all(elements, (element) => isTyped(element, containers + 1));
}

/** `containers`: how many lists and maps of one attribute this is the innermost of; 0 for the item itself. */
function isTooDeep(container: Spot, containers: number): boolean {
  return containers > maxContainers && !refused(container, 'at most 32 levels of nesting', 'a 33rd level');
}

function isSet(set: Spot, isElement: (element: Spot) => boolean, identity: (text: string) => string): boolean {
  const elements = set.elements('elements', 1);
  if (elements === undefined || elements.length === 0) return false;
  const seen = new Set<string>();
  return all(elements, (element) => {
    if (!isElement(element)) return false;
    const same = identity(element.value as string);
    if (seen.has(same)) return refused(element, 'each element of a set once');
    seen.add(same);
    return true;
  });
}

function isText(text: Spot): boolean {
  if (typeof text.value !== 'string') return refused(text, 'a text');
  return isUnicode(text.value) || refused(text, 'text that UTF-8 can hold (no lone surrogate)');
}

function isNumber(number: Spot): boolean {
  if (typeof number.value !== 'string') return refused(number, 'a number as text, such as "12.5"');
  const decimal = readDecimal(number.value);
  if (decimal === null) return refused(number, 'a number as text, such as "12.5"');
  if (decimal.digits.length > maxDigits) {
    return refused(number, `at most ${maxDigits} significant digits`, `${decimal.digits.length} significant digits`);
  }
  return inRange(decimal) || refused(number, '0, or a magnitude from 1E-130 to 9.99E+125');
}

function isBinary(binary: Spot): boolean {
  return (typeof binary.value === 'string' && base64.test(binary.value)) || refused(binary, 'base64, padded');
}

function isName(attribute: Spot, name: string): boolean {
  if (name === '') return refused(attribute, 'an attribute name of at least one character', 'an empty name');
  const bytes = Buffer.byteLength(name);
  if (bytes > maxNameBytes) return refused(attribute, `a name of at most ${maxNameBytes} bytes`, `${bytes} bytes`);
  return isUnicode(name) || refused(attribute, 'a name that UTF-8 can hold (no lone surrogate)', 'a lone surrogate');
}

function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function refused(spot: Spot, expected: string, found?: string): false {
  if (found === undefined) spot.expect(expected);
  else spot.refuse(found, expected);
  return false;
}

/** `every` that does not stop at the first: each is looked at, for its problems. */
function all<Element>(elements: readonly Element[], accept: (element: Element) => boolean): boolean {
  let accepted = true;
  for (const element of elements) accepted = accept(element) && accepted;
  return accepted;
}
