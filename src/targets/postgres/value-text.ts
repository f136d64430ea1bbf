import { formatArray } from './array-text.ts';

/** The types whose values are JSON text: json and jsonb. https://www.postgresql.org/docs/current/datatype-json.html */
export const isJson = (typeOid: number): boolean => typeOid === 114 || typeOid === 3802;

/**
 * A JavaScript value in PostgreSQL's text form, `null` for NULL: as pg does it, save that a list meant for json or
 * jsonb becomes JSON (pg always makes an array of it), and that a `Date` is written in UTC. Text meant for json is
 * taken to be JSON already, as in pg.
 */
export function valueText(value: unknown, json: boolean): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return null;
      if (value instanceof Date) return value.toISOString();
      if (ArrayBuffer.isView(value)) return byteaText(value);
      if (Array.isArray(value) && !json) return formatArray(value, (element) => valueText(element, false));
      return JSON.stringify(value);
    case 'undefined':
      return null;
    default:
      throw new TypeError(`a ${typeof value} cannot be a value of a statement`);
  }
}

function byteaText({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return `\\x${Buffer.from(buffer, byteOffset, byteLength).toString('hex')}`;
}
