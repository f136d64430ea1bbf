import { describe, expect, it } from 'vitest';
import { OperationFailed } from '../../workload/operation-failed.ts';
import { failureOf, kindOfSqlState } from './failure.ts';

describe('a SQLSTATE', () => {
  it.each([
    ['57014', 'timeout'],
    ['08006', 'connection'],
    ['57P01', 'connection'],
    ['57P03', 'connection'],
    ['28P01', 'connection'],
    ['3D000', 'connection'],
    ['25P03', 'connection'],
    ['53300', 'throttled'],
    ['53400', 'throttled'],
    ['53100', 'server'],
    ['40001', 'server'],
    ['42601', 'server'],
    ['23505', 'server'],
  ])('%s is %s', (code, kind) => {
    expect(kindOfSqlState(code)).toBe(kind);
  });
});

describe('what pg throws', () => {
  const error = (message: string, fields: object = {}): Error => Object.assign(new Error(message), fields);

  it.each([
    ['the server’s answer', error('no such table', { code: '42P01', severity: 'ERROR' }), 'server', '42P01'],
    [
      'a refused connection',
      error('connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED' }),
      'connection',
      'ECONNREFUSED',
    ],
    ['a connection that ended', error('Connection terminated unexpectedly'), 'connection', null],
    ['an error of several addresses, without words', error('', { code: 'ECONNREFUSED' }), 'connection', 'ECONNREFUSED'],
    ['a server that cannot speak', error('received invalid response: 48'), 'malformed', null],
    ['no connection in time', error('timeout expired'), 'timeout', null],
  ])('%s', (_, thrown, kind, code) => {
    expect(failureOf(thrown)).toMatchObject({ kind, code });
  });

  it('stays what it is where it is a failure already', () => {
    const failure = new OperationFailed('timeout', null, 'late');
    expect(failureOf(failure)).toBe(failure);
  });
});
