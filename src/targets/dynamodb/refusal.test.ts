import { describe, expect, it } from 'vitest';
import { refusal } from './refusal.ts';

const at = {
  kind: 'dynamodb',
  endpoint: 'http://127.0.0.1:8000',
  region: 'us-east-1',
  client: 'wire',
  provenance: '',
} as const;
const origin = { place: 'dynamodb.entities.order.toItem', expected: 'items that Shop takes' };

describe('what DynamoDB refuses', () => {
  it.each([['ValidationException'], ['SerializationException'], ['UnsendableInput']])('is bad input: %s', (name) => {
    expect(refusal({ name, message: 'One of the keys is missing' }, at, origin)).toMatchObject({
      name: 'BadInput',
      message: 'dynamodb.entities.order.toItem: found One of the keys is missing, expected items that Shop takes',
    });
  });

  it.each([
    ['credentials', 'UnrecognizedClientException', origin, /credentials/],
    ['rights', 'AccessDeniedException', origin, /credentials/],
    ['a server that is gone', null, origin, /Check the address/],
    ['a request of our own', 'ValidationException', null, /Check the address/],
  ])('is the environment: %s', (_, name, from, advice) => {
    const error = refusal({ name, message: 'no' }, at, from);
    expect(error).toMatchObject({ name: 'EnvironmentError', advice: expect.stringMatching(advice) });
    expect(error.message).toBe(
      `DynamoDB at http://127.0.0.1:8000 cannot be used: ${name === null ? '' : `${name}: `}no`,
    );
  });
});
