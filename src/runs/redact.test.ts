import { describe, expect, it } from 'vitest';
import { redacted, redactUrl } from './redact.ts';

describe('redactUrl', () => {
  it.each<[string, string, string]>([
    ['a password', 'postgres://bench:s3cret@db.example:5432/shop', 'postgres://bench:***@db.example:5432/shop'],
    ['a password with an @ in it', 'postgres://bench:s3@cret@db.example/shop', 'postgres://bench:***@db.example/shop'],
    [
      'a password with a raw slash and question mark',
      'postgres://bench:s3/c?ret@db.example/shop',
      'postgres://bench:***@db.example/shop',
    ],
    ['an escaped password', 'postgres://bench:s3%40cret@db.example/shop', 'postgres://bench:***@db.example/shop'],
    ['a password without a user', 'redis://:s3cret@cache.example', 'redis://:***@cache.example'],
    [
      'a password as a parameter',
      'postgres://db.example/shop?user=bench&password=s3cret&sslmode=require',
      'postgres://db.example/shop?user=bench&password=***&sslmode=require',
    ],
    [
      'a signed URL',
      'https://x.example/?X-Amz-Credential=AKIA&X-Amz-Signature=ab12&a=1',
      'https://x.example/?X-Amz-Credential=***&X-Amz-Signature=***&a=1',
    ],
    [
      'a connection string of libpq',
      'host=db.example password=s3cret dbname=shop',
      'host=db.example password=*** dbname=shop',
    ],
    [
      'a URL inside a sentence',
      'cannot reach postgres://bench:s3cret@db.example/shop: refused',
      'cannot reach postgres://bench:***@db.example/shop: refused',
    ],
    ['two URLs', 'a://u:p1@h b://u:p2@h', 'a://u:***@h b://u:***@h'],
  ])('hides %s', (_, url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });

  it.each([
    'http://127.0.0.1:8000',
    'http://127.0.0.1:8000/a@b',
    'postgres://bench@127.0.0.1:5432/shop?sslmode=require',
    'response p(99) < 10ms',
    'PROBLEM#shop#1: found 3',
  ])('leaves %s', (text) => {
    expect(redactUrl(text)).toBe(text);
  });
});

describe('redacted', () => {
  it('reaches every text, and hides members that are named like secrets', () => {
    const value = {
      where: 'pg://u:p@h',
      notes: ['pg://u:p@h'],
      options: { dbPassword: 'p', apiKey: 'k', rate: 3 },
      none: null,
    };
    expect(redacted(value)).toEqual({
      where: 'pg://u:***@h',
      notes: ['pg://u:***@h'],
      options: { dbPassword: '***', apiKey: '***', rate: 3 },
      none: null,
    });
  });
});
