import { describe, expect, it } from 'vitest';
import { parserOf } from './row-value.ts';

describe('a value of a row', () => {
  it.each<[string, number, string, unknown]>([
    ['bool', 16, 't', true],
    ['bool', 16, 'f', false],
    ['int4', 23, '-7', -7],
    ['int8', 20, '9007199254740991', 9007199254740991],
    ['int8 beyond what a number holds', 20, '9007199254740992', '9007199254740992'],
    ['float8', 701, 'NaN', Number.NaN],
    ['numeric', 1700, '12.50', 12.5],
    ['numeric, as avg gives it', 1700, '12.5000000000000000', 12.5],
    ['numeric, as sum of bigint gives it', 1700, '123456', 123456],
    ['numeric with more digits than a number holds', 1700, '0.1234567890123456789', '0.1234567890123456789'],
    ['numeric that is none', 1700, 'NaN', 'NaN'],
    ['text', 25, '책', '책'],
    ['jsonb', 3802, '{"a": [1, null]}', { a: [1, null] }],
    ['timestamptz', 1184, '2026-01-15 12:00:00.123456+00', new Date('2026-01-15T12:00:00.123Z')],
    ['timestamptz of a zone with minutes', 1184, '2026-01-15 12:00:00+05:30', new Date('2026-01-15T06:30:00.000Z')],
    ['timestamptz without end', 1184, 'infinity', 'infinity'],
    ['timestamp, read as UTC', 1114, '2026-01-15 12:00:00', new Date('2026-01-15T12:00:00.000Z')],
    ['date, which has no time', 1082, '2026-01-15', '2026-01-15'],
    ['bytea', 17, '\\x00ff', Buffer.of(0, 255)],
    ['text[]', 1009, '{"a b",NULL}', ['a b', null]],
    ['int8[]', 1016, '{1,2}', [1, 2]],
    ['jsonb[]', 3807, '{"{\\"a\\": 1}"}', [{ a: 1 }]],
    ['uuid', 2950, '6b0d…', '6b0d…'],
  ])('%s', (_, oid, text, value) => {
    expect(parserOf(oid)(text)).toEqual(value);
  });
});
