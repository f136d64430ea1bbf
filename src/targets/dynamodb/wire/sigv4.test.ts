import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  amzDate,
  type Canonical,
  canonicalPrefix,
  type Scope,
  signedHeaders,
  signedPrefix,
  signingKey,
} from './sigv4.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** AWS's own example of a derived key ("Deriving a signing key", 15 February 2012). */
it('derives the key that AWS publishes', () => {
  const scope = { date: '20120215', region: 'us-east-1', service: 'iam' };
  expect(signingKey('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', scope).toString('hex')).toBe(
    'f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d',
  );
});

/** AWS's Signature Version 4 test suite: AKIDEXAMPLE, 2015-08-30T12:36:00Z, us-east-1, the service `service`. */
const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const date = '20150830T123600Z';
const host: [string, string] = ['host', 'example.amazonaws.com'];
const at: [string, string] = ['x-amz-date', date];

const vectors: readonly {
  name: string;
  scope?: Partial<Scope>;
  request: Partial<Canonical>;
  body?: string;
  signature: string;
}[] = [
  { name: 'get-vanilla', request: {}, signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31' },
  {
    name: 'post-vanilla',
    request: { method: 'POST' },
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    name: 'get-vanilla-query-order-key-case',
    request: { query: 'Param1=value1&Param2=value2' },
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    name: 'get-vanilla-empty-query-key',
    request: { query: 'Param1=value1' },
    signature: 'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
  },
  {
    name: 'post-header-key-sort',
    request: { method: 'POST', headers: [host, ['my-header1', 'value1'], at] },
    signature: 'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  },
  {
    name: 'post-header-value-case',
    request: { method: 'POST', headers: [host, ['my-header1', 'VALUE1'], at] },
    signature: 'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
  },
  {
    name: 'post-x-www-form-urlencoded',
    request: { method: 'POST', headers: [['content-type', 'application/x-www-form-urlencoded'], host, at] },
    body: 'Param1=value1',
    signature: 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  },
  {
    name: 'the documentation’s ListUsers',
    scope: { service: 'iam' },
    request: {
      query: 'Action=ListUsers&Version=2010-05-08',
      headers: [
        ['content-type', 'application/x-www-form-urlencoded; charset=utf-8'],
        ['host', 'iam.amazonaws.com'],
        at,
      ],
    },
    signature: '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  },
];

describe('AWS’s published vectors', () => {
  it.each(vectors)('$name', ({ scope: given, request, body = '', signature }) => {
    const scope = { date: '20150830', region: 'us-east-1', service: 'service', ...given };
    const canonical = { method: 'GET', path: '/', query: '', headers: [host, at], ...request };
    const toSign = signedPrefix(date, scope) + sha256(canonicalPrefix(canonical) + sha256(body));
    expect(createHmac('sha256', signingKey(secret, scope)).update(toSign).digest('hex')).toBe(signature);
  });

  it('the canonical request of get-vanilla', () => {
    const canonical = { method: 'GET', path: '/', query: '', headers: [host, at] };
    expect(signedHeaders(canonical)).toBe('host;x-amz-date');
    expect(sha256(canonicalPrefix(canonical) + sha256(''))).toBe(
      'bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63',
    );
  });
});

it('writes a moment as AWS does', () => {
  expect(amzDate(Date.UTC(2015, 7, 30, 12, 36, 0, 999))).toBe('20150830T123600Z');
});
