import { parseArray } from './array-text.ts';

/** Reads PostgreSQL's text form of a value that is not NULL. */
export type ParseValue = (text: string) => unknown;

const asText: ParseValue = (text) => text;
const asNumber: ParseValue = (text) => Number(text);

/** A number where no digit is lost, else the text. */
const asSafeInteger: ParseValue = (text) => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
};

/** A number where 15 significant digits hold all of it, else the text. */
const asNumeric: ParseValue = (text) => {
  const digits = text.replace(/^-?0*\.?0*/, '').replace('.', '');
  const significant = text.includes('.') ? digits.replace(/0+$/, '') : digits;
  return significant.length <= 15 && /^-?[\d.]+$/.test(text) ? Number(text) : text;
};

/** ISO text as the session's settings (UTC, ISO) make it; a time without a zone is read as UTC. `infinity` stays text. */
const asTime: ParseValue = (text) => {
  const zoned = /[+-]\d\d(:\d\d)?$/.exec(text);
  const local = (zoned === null ? text : text.slice(0, zoned.index)).replace(' ', 'T');
  const zone = zoned === null ? 'Z' : zoned[0].length === 3 ? `${zoned[0]}:00` : zoned[0];
  const date = new Date(`${local}${zone}`);
  return Number.isNaN(date.getTime()) ? text : date;
};

const asBytes: ParseValue = (text) => Buffer.from(text.slice(2), 'hex');

/** By type OID: fixed numbers of PostgreSQL's catalogue (pg_type.dat). Every other type stays text. */
const scalars: ReadonlyMap<number, ParseValue> = new Map<number, ParseValue>([
  [16, (text) => text === 't'],
  [17, asBytes],
  [20, asSafeInteger],
  [21, asNumber],
  [23, asNumber],
  [26, asNumber],
  [114, JSON.parse as ParseValue],
  [700, asNumber],
  [701, asNumber],
  [1114, asTime],
  [1184, asTime],
  [1700, asNumeric],
  [3802, JSON.parse as ParseValue],
]);

/** Array type OID to the OID of its elements. */
const elementOf: ReadonlyMap<number, number> = new Map([
  [199, 114],
  [1000, 16],
  [1001, 17],
  [1005, 21],
  [1007, 23],
  [1009, 25],
  [1014, 1042],
  [1015, 1043],
  [1016, 20],
  [1021, 700],
  [1022, 701],
  [1028, 26],
  [1115, 1114],
  [1182, 1082],
  [1185, 1184],
  [1231, 1700],
  [2951, 2950],
  [3807, 3802],
]);

/** How values of a type are read: numbers, booleans, json and arrays as JavaScript values, times as `Date`. */
export function parserOf(typeOid: number): ParseValue {
  const element = elementOf.get(typeOid);
  if (element === undefined) return scalars.get(typeOid) ?? asText;
  const parse = scalars.get(element) ?? asText;
  return (text) => parseArray(text, parse);
}
