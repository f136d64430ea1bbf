import { quoted } from './json-text.ts';
import { UnsendableInput } from './unsendable-input.ts';

/**
 * A native value as the JSON text of a DynamoDB attribute value, by lib-dynamodb's rules with `removeUndefinedValues`:
 * a value it refuses throws `UnsendableInput`. In lists, maps and sets, `undefined` and functions are left out.
 */
export function marshal(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `{"S":${quoted(value)}}`;
    case 'number':
      return `{"N":"${numberText(value)}"}`;
    case 'boolean':
      return value ? '{"BOOL":true}' : '{"BOOL":false}';
    case 'bigint':
      return `{"N":"${value}"}`;
    case 'object':
      return value === null ? '{"NULL":true}' : marshalObject(value);
    default:
      throw new UnsendableInput(`${typeof value} is no attribute value`);
  }
}

/** The attributes of a key or an item. */
export function marshalAttributes(attributes: unknown): string {
  if (typeof attributes !== 'object' || attributes === null || !isPlain(attributes)) {
    throw new UnsendableInput(`a key, an item or values by name was expected, and ${named(attributes)} was given`);
  }
  return marshalMap(attributes);
}

function marshalObject(value: object): string {
  if (Array.isArray(value)) return `{"L":[${value.filter(isKept).map(marshal).join(',')}]}`;
  if (value instanceof Set) return marshalSet([...value].filter((member) => member !== undefined));
  if (value instanceof Map) return `{"M":${marshalEntries(value)}}`;
  if (isPlain(value)) return `{"M":${marshalMap(value)}}`;
  if (value instanceof Uint8Array) return `{"B":"${base64(value)}"}`;
  if (value instanceof String || value instanceof Number || value instanceof Boolean) return marshal(value.valueOf());
  if (isNumberValue(value)) return `{"N":${quoted(value.toString())}}`;
  throw new UnsendableInput(`${named(value)} is no attribute value`);
}

function marshalMap(map: object): string {
  let text = '';
  for (const name in map) {
    const value: unknown = map[name as keyof typeof map];
    if (isKept(value)) text += `${text === '' ? '' : ','}${quoted(name)}:${marshal(value)}`;
  }
  return `{${text}}`;
}

function marshalEntries(entries: Iterable<[unknown, unknown]>): string {
  let text = '';
  for (const [name, value] of entries) {
    if (isKept(value)) text += `${text === '' ? '' : ','}${quoted(String(name))}:${marshal(value)}`;
  }
  return `{${text}}`;
}

function marshalSet(members: readonly unknown[]): string {
  const [first] = members;
  if (first === undefined) throw new UnsendableInput('an empty set is no attribute value');
  if (members.every((member) => typeof member === 'string')) return `{"SS":[${members.map(quoted).join(',')}]}`;
  if (members.every((member) => member instanceof Uint8Array)) {
    return `{"BS":[${members.map((member) => `"${base64(member)}"`).join(',')}]}`;
  }
  return `{"NS":[${members.map((member) => `"${memberText(member)}"`).join(',')}]}`;
}

function memberText(member: unknown): string {
  if (typeof member === 'number') return numberText(member);
  if (typeof member === 'bigint') return `${member}`;
  if (typeof member === 'object' && member !== null && isNumberValue(member)) return member.toString();
  throw new UnsendableInput('a set holds numbers, strings or binary, of one kind');
}

function numberText(value: number): string {
  if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER || Number.isNaN(value)) {
    throw new UnsendableInput(`the number ${value} cannot be sent exactly: use a bigint or lib-dynamodb's NumberValue`);
  }
  return `${value}`;
}

const isKept = (value: unknown): boolean => value !== undefined && typeof value !== 'function';

/** As lib-dynamodb tells it: by the constructor's name, so that an object of another realm is one as well. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || value.constructor?.name === 'Object';
}

/** lib-dynamodb's NumberValue, known by its form: importing it would load the whole SDK. */
function isNumberValue(value: object): boolean {
  return 'toAttributeValue' in value && typeof value.toAttributeValue === 'function';
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function named(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? `an object of class ${value.constructor?.name}` : typeof value;
}
