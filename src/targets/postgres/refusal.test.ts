import { describe, expect, it } from 'vitest';
import { BadInput } from '../../workload/problem.ts';
import { refusal } from './refusal.ts';

const at = { kind: 'postgres', url: 'postgresql://me:secret@db.example/app', schema: 's', provenance: '' } as const;
const sql = 'create table a (id int);\ncreate tabel b (id int);';
const origin = { place: 'postgres.tables', sql, expected: 'SQL that PostgreSQL runs' };
const told = (fields: object): Error =>
  Object.assign(new Error('syntax error at or near "tabel"'), { severity: 'ERROR' }, fields);

describe('what PostgreSQL refuses', () => {
  it('is bad input at its line of the SQL', () => {
    const error = refusal(told({ code: '42601', position: String(sql.indexOf('tabel') + 1) }), at, origin);
    expect(error).toBeInstanceOf(BadInput);
    expect(error.message).toBe(
      'postgres.tables:2: found syntax error at or near "tabel" (42601), expected SQL that PostgreSQL runs',
    );
  });

  it('comes with the detail, and with the line of a COPY that broke', () => {
    const fields = {
      code: '22P02',
      detail: 'Token "x" is invalid.',
      where: 'COPY orders, line 7, column total: "x"\nmore',
    };
    const error = refusal(told(fields), at, {
      place: 'postgres.entities.order.toRow',
      expected: 'rows that orders takes',
    });
    expect(error.message).toBe(
      'postgres.entities.order.toRow: found syntax error at or near "tabel"; Token "x" is invalid.; ' +
        'COPY orders, line 7, column total: "x" (22P02), expected rows that orders takes',
    );
  });

  it.each([
    ['a right that is missing', { code: '42501' }, /the right to create a schema/],
    ['a full disk', { code: '53100' }, /^Free space/],
    ['a server that shuts down', { code: '57P01' }, /Check the host/],
    ['a socket that broke', { severity: undefined, code: 'ECONNRESET' }, /Check the host/],
  ])('is the environment where it is %s', (_, fields, advice) => {
    const error = refusal(told(fields), at, origin);
    expect(error).toMatchObject({ name: 'EnvironmentError', advice: expect.stringMatching(advice) });
    expect(error.message).toContain('PostgreSQL at db.example/app');
    expect(error.message).not.toContain('secret');
  });
});
