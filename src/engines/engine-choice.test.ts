import { describe, expect, it } from 'vitest';
import { parseDynamoDbChoice, parsePostgresChoice } from './engine-choice.ts';

describe('--postgres', () => {
  it.each<readonly [string, object]>([
    ['embedded', { engine: 'embedded' }],
    ...[
      'postgresql://u:secret@db.example:5432/app',
      'postgres://u@localhost/app?sslmode=require',
      'postgresql:///app?host=/run/postgresql',
    ].map((url) => [url, { engine: 'url', url }] as const),
  ])('takes %s', (text, expected) => {
    expect(parsePostgresChoice(text, '--postgres')).toEqual(expected);
  });

  const expected = '`embedded` or a URL such as postgresql://user:password@host:5432/database';
  it.each([
    ['', '""'],
    ['Embedded', '"Embedded"'],
    ['mysql://u:secret@db/app', '"mysql://u@db/app"'],
    ['postgresql:///app', '"postgresql:///app", which names no host'],
    ['postgresql://u:secret@db:notaport/app', '"postgresql://u@db:notaport/app"'],
    ['postgresql://u:se/cr@et@db:notaport/app', '"postgresql://u@db:notaport/app"'],
    ['u:secret@db', '"u@db"'],
    ['host=db password=secret', '"host=db password=..."'],
    ['http://db/app?password=secret', '"http://db/app?password=..."'],
  ])('refuses %j, without its password', (text, found) => {
    expect(parsePostgresChoice(text, '--postgres')).toEqual({ place: '--postgres', found, expected });
  });
});

describe('--dynamodb', () => {
  it.each<readonly [string, object]>([
    ...(['auto', 'local', 'dynalite', 'aws'] as const).map((engine) => [engine, { engine }] as const),
    ...['http://127.0.0.1:8000', 'https://dynamodb.test', 'http://[::1]:8000/'].map(
      (url) => [url, { engine: 'url', url }] as const,
    ),
  ])('takes %s', (text, expected) => {
    expect(parseDynamoDbChoice(text, '--dynamodb')).toEqual(expected);
  });

  const anything = '`auto`, `local`, `dynalite`, `aws` or a URL such as http://127.0.0.1:8000';
  it.each<readonly [string, string, string]>([
    ['', '""', anything],
    ['localhost:8000', '"localhost:8000"', anything],
    ['ftp://localhost', '"ftp://localhost"', anything],
    ['dynamo', '"dynamo"', anything],
    [
      'http://key:secret@localhost:8000',
      '"http://key@localhost:8000", with credentials',
      'a URL without them: they come from the AWS provider chain',
    ],
    [
      'http://localhost:8000/?x=1',
      '"http://localhost:8000/?x=1", with a query',
      'an endpoint alone, such as http://127.0.0.1:8000',
    ],
    ...[
      'https://dynamodb.us-east-1.amazonaws.com',
      'https://dynamodb.cn-north-1.amazonaws.com.cn',
      'https://dynamodb.eu-west-1.api.aws',
      'https://vpce-1.dynamodb.us-east-1.vpce.amazonaws.com.',
    ].map((url) => [url, `"${url}", an endpoint of AWS`, '`aws`, which has its safeguards'] as const),
  ])('refuses %j', (text, found, expected) => {
    expect(parseDynamoDbChoice(text, '--dynamodb')).toEqual({ place: '--dynamodb', found, expected });
  });
});
