import { randomUUID } from 'node:crypto';
import type { Input, OperationName } from '../request.ts';
import { quoted } from './json-text.ts';
import { marshal, marshalAttributes } from './marshal.ts';
import { requestMembers } from './request-shape.ts';
import type { Members, Shape } from './shape.ts';
import { UnsendableInput } from './unsendable-input.ts';

/**
 * The body of a request: what lib-dynamodb (with `removeUndefinedValues`) sends for the same input, and
 * `ReturnConsumedCapacity` INDEXES where the input leaves it out. Members that the operation does not have are left out,
 * as the SDK does; TransactWriteItems is given a random `ClientRequestToken` where it has none, as the SDK does.
 */
export function encodeRequest<Name extends OperationName>(operation: Name, input: Input<Name>): string {
  const { ReturnConsumedCapacity, ClientRequestToken } = input as {
    ReturnConsumedCapacity?: string;
    ClientRequestToken?: string;
  };
  let text = encodeMembers(requestMembers[operation], input);
  if (ReturnConsumedCapacity == null) text += `${separator(text)}"ReturnConsumedCapacity":"INDEXES"`;
  if (operation === 'TransactWriteItems' && ClientRequestToken == null) {
    text += `${separator(text)}"ClientRequestToken":"${randomUUID()}"`;
  }
  return `{${text}}`;
}

const separator = (text: string): string => (text === '' ? '' : ',');

/** Without its braces. */
function encodeMembers(members: Members, value: object): string {
  let text = '';
  for (const name in value) {
    const member: unknown = value[name as keyof typeof value];
    if (member == null || typeof member === 'function') continue;
    const shape = members.get(name);
    if (shape !== undefined) text += `${separator(text)}"${name}":${encode(shape, member)}`;
  }
  return text;
}

function encode(shape: Shape, value: unknown): string {
  if (shape === 'plain') return typeof value === 'string' ? quoted(value) : plain(value);
  if (shape === 'attributes') return marshalAttributes(value);
  if (shape === 'value') return marshal(value);
  if (shape === 'values') return marshalAll(value);
  if ('list' in shape) {
    const elements = listOf(value).filter((element) => element != null && typeof element !== 'function');
    return `[${elements.map((element) => encode(shape.list, element)).join(',')}]`;
  }
  const structure = objectOf(value);
  if ('members' in shape) return `{${encodeMembers(shape.members, structure)}}`;
  return `{${Object.entries(structure)
    .filter(([, member]) => member != null && typeof member !== 'function')
    .map(([name, member]) => `${quoted(name)}:${encode(shape.map, member)}`)
    .join(',')}}`;
}

function plain(value: unknown): string {
  if (typeof value === 'symbol' || typeof value === 'bigint') throw new UnsendableInput(`${typeof value} is no JSON`);
  return JSON.stringify(value);
}

function marshalAll(value: unknown): string {
  const values = listOf(value).filter((element) => element !== undefined && typeof element !== 'function');
  return `[${values.map(marshal).join(',')}]`;
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new UnsendableInput(`a list was expected, and ${typeof value} was given`);
  return value;
}

function objectOf(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnsendableInput(
      `an object was expected, and ${Array.isArray(value) ? 'a list' : typeof value} was given`,
    );
  }
  return value;
}
