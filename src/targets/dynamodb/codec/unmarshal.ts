import { UnreadableAnswer } from './unreadable-answer.ts';

/**
 * A DynamoDB attribute value as a native one, as lib-dynamodb gives it by default: numbers are JavaScript's, whole ones beyond
 * the safe integers are bigints, and a number beyond them that is not written as a whole one is an error; sets are Sets,
 * binary is Uint8Array.
 */
export function unmarshal(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) throw new UnreadableAnswer('an attribute value is no object');
  for (const kind in value) {
    const content: unknown = value[kind as keyof typeof value];
    switch (kind) {
      case 'S':
        if (typeof content === 'string') return content;
        break;
      case 'N':
        return number(content);
      case 'BOOL':
        if (typeof content === 'boolean') return content;
        break;
      case 'NULL':
        return null;
      case 'M':
        return unmarshalAttributes(content);
      case 'L':
        return list(content).map(unmarshal);
      case 'B':
        return binary(content);
      case 'SS':
        return new Set(list(content));
      case 'NS':
        return new Set(list(content).map(number));
      case 'BS':
        return new Set(list(content).map(binary));
    }
    throw new UnreadableAnswer(`an attribute value of the kind ${kind.slice(0, 20)} is not what that kind holds`);
  }
  throw new UnreadableAnswer('an attribute value is empty');
}

/** The attributes of an item or a key. */
export function unmarshalAttributes(attributes: unknown): Record<string, unknown> {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) {
    throw new UnreadableAnswer('an item is no object');
  }
  const item: Record<string, unknown> = {};
  for (const name in attributes) {
    const value = unmarshal(attributes[name as keyof typeof attributes]);
    if (name === '__proto__')
      Object.defineProperty(item, name, { value, enumerable: true, writable: true, configurable: true });
    else item[name] = value;
  }
  return item;
}

function number(text: unknown): number | bigint {
  const value = typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  if (/^-?\d+$/.test(String(text))) return BigInt(String(text));
  throw new UnreadableAnswer(`${String(text).slice(0, 50)} has no exact form as a number or a bigint`);
}

function binary(text: unknown): Uint8Array {
  if (typeof text !== 'string') throw new UnreadableAnswer('binary is not given as text');
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new UnreadableAnswer('a list or a set is no array');
  return value;
}
