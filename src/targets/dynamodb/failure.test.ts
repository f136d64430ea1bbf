import { describe, expect, it } from 'vitest';
import { answeredError, bareCode, errorBody, isCredentialRefusal, socketErrorText, withoutSecrets } from './failure.ts';

describe('a cancelled transaction', () => {
  it.each<[string, string[], 'throttled' | 'server']>([
    ['throttled where throttling alone stood in its way', ['None', 'ThrottlingError'], 'throttled'],
    ['throttled where the capacity was exceeded', ['ProvisionedThroughputExceeded', 'ThrottlingError'], 'throttled'],
    ['refused where a condition did not hold as well', ['ConditionalCheckFailed', 'ThrottlingError'], 'server'],
    ['refused where another transaction was in its way', ['TransactionConflict'], 'server'],
    ['refused where no reason is given', [], 'server'],
  ])('is %s', (_what, reasons, kind) => {
    const json = JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: 'Transaction cancelled',
      CancellationReasons: reasons.map((Code) => ({ Code })),
    });
    const { code = null, message = '', reasons: read } = errorBody(json) ?? {};
    expect(answeredError(400, code, message, read)).toEqual({
      kind,
      code: 'TransactionCanceledException',
      detail: 'Transaction cancelled',
      retryable: false,
    });
  });
});

it.each<[string, number, string | null, object]>([
  ['too many requests, without a name', 429, null, { kind: 'throttled', retryable: true }],
  ['a bad gateway, without a name', 502, null, { kind: 'server', detail: 'HTTP 502', retryable: true }],
  ['a request that took too long', 400, 'RequestTimeoutException', { kind: 'server', retryable: true }],
])('%s', (_what, status, code, expected) => {
  expect(answeredError(status, code, '')).toMatchObject(expected);
});

it.each([
  ['com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', 'ResourceNotFoundException'],
  ['com.amazon.coral.service#UnrecognizedClientException', 'UnrecognizedClientException'],
  ['ValidationException:http://internal.amazon.com/coral/com.amazon.coral.validate/', 'ValidationException'],
  ['ThrottlingException', 'ThrottlingException'],
])('the code of %s', (type, code) => {
  expect(bareCode(type)).toBe(code);
});

it.each(['', '<html>', '[]', '"text"', '5', 'null'])('%j is no error of DynamoDB', (json) => {
  expect(errorBody(json)).toBeNull();
});

it.each<[string | null, boolean]>([
  ['UnrecognizedClientException', true],
  ['InvalidSignatureException', true],
  ['ExpiredTokenException', true],
  ['AccessDeniedException', true],
  ['ConditionalCheckFailedException', false],
  ['ThrottlingException', false],
  [null, false],
])('whether %s refuses our credentials: %s', (code, refused) => {
  expect(isCredentialRefusal(code)).toBe(refused);
});

it('tells each address that was tried by the first', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED ::1:8000'), { code: 'ECONNREFUSED' });
  expect(socketErrorText(Object.assign(new AggregateError([refused, refused]), { code: 'ECONNREFUSED' }))).toBe(
    'connect ECONNREFUSED ::1:8000',
  );
  expect(socketErrorText(Object.assign(new Error(''), { code: 'EPIPE' }))).toBe('EPIPE');
});

it('hides signatures and secrets, and keeps one line', () => {
  const signature = '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b';
  const message = `The signature ${signature} of hush is wrong.\r\nThe Canonical String should have been 'hush'`;
  expect(withoutSecrets(message, ['hush', undefined])).toBe('The signature [hidden] of [hidden] is wrong.');
});
