import { describe, expect, it } from 'vitest';
import { a, attribute, get, nested, problemsOf, put, text } from './refusals.fixture.ts';

describe('an item is refused', () => {
  it.each([
    [
      'without its sort key',
      get({ PK: { S: 'a' } }),
      /item\.SK: found nothing, expected a key attribute of the table T, \{"S": …\}/,
    ],
    [
      'with a key of another type',
      get({ ...a, SK: { N: '1' } }),
      /item\.SK: found \{"N":"1"\}, expected a key attribute, \{"S": …\}/,
    ],
    [
      'with an empty key',
      get({ ...a, SK: { S: '' } }),
      /item\.SK: found an empty value, expected a key attribute of at least one byte/,
    ],
    [
      'with a partition key of 2,049 bytes',
      get({ ...a, PK: text(2049) }),
      /item\.PK: found a partition key of 2049 bytes, expected at most 2048/,
    ],
    [
      'with a sort key of 1,025 bytes',
      get({ ...a, SK: text(1025) }),
      /item\.SK: found a sort key of 1025 bytes, expected at most 1024/,
    ],
    [
      'with an index key of another type',
      put({ ...a, G1: { N: '1' } }),
      /after\.G1: found \{"N":"1"\}, expected a key attribute/,
    ],
    ['with an empty index key', put({ ...a, L1: { S: '' } }), /after\.L1: found an empty value/],
    [
      'with an index key of 2,049 bytes',
      put({ ...a, G1: text(2049) }),
      /after\.G1: found a partition key of 2049 bytes/,
    ],
    [
      'of 409,601 bytes',
      put({ ...a, x: text(409_594) }),
      /after: found 409601 bytes, expected an item of at most 409600 bytes/,
    ],
    [
      'that is too large with its local index',
      put({ ...a, L1: { S: 'l' }, x: text(409_590) }),
      /after: found 409600 bytes, and 9 in local indexes/,
    ],
    [
      'with an attribute without a name',
      attribute({ M: { '': { S: 'v' } } }),
      /after\.x\.M\[""\]: found an empty name/,
    ],
    ['with a value that has no type', put({ ...a, x: 'v' }), /after\.x: found "v", expected a value with its type/],
    ['with a value of no type at all', attribute({}), /after\.x: found 0 types, expected exactly one type/],
    ['with a value of two types', attribute({ S: 'v', N: '1' }), /after\.x: found 2 types, expected exactly one type/],
    [
      'with a type that nobody knows',
      attribute({ T: 'v' }),
      /after\.x\.T: found an unknown type, expected one of S, N, B/,
    ],
    [
      'with a type that objects inherit',
      attribute({ constructor: 'v' }),
      /after\.x\.constructor: found an unknown type/,
    ],
    ['with a number that is no text', attribute({ N: 5 }), /after\.x\.N: found 5, expected a number as text/],
    ['with a number that is none', attribute({ N: '1,5' }), /after\.x\.N: found "1,5", expected a number as text/],
    [
      'with 39 digits',
      attribute({ N: '1'.repeat(39) }),
      /after\.x\.N: found 39 significant digits, expected at most 38/,
    ],
    [
      'with a number that is too large',
      attribute({ N: '1E126' }),
      /after\.x\.N: found "1E126", expected 0, or a magnitude/,
    ],
    [
      'with a number that is too small',
      attribute({ N: '-1E-131' }),
      /after\.x\.N: found "-1E-131", expected 0, or a magnitude/,
    ],
    ['with text that is none', attribute({ S: 5 }), /after\.x\.S: found 5, expected a text/],
    ['with half a character', attribute({ S: '\ud83d' }), /after\.x\.S: found .*lone surrogate/],
    ['with binary that is not base64', attribute({ B: '*' }), /after\.x\.B: found "\*", expected base64/],
    ['with base64 that is not padded', attribute({ B: 'QQ' }), /after\.x\.B: found "QQ", expected base64, padded/],
    ['with a boolean in quotes', attribute({ BOOL: 'true' }), /after\.x\.BOOL: found "true", expected true or false/],
    ['with a null that is false', attribute({ NULL: false }), /after\.x\.NULL: found false, expected true/],
    ['with an empty set', attribute({ SS: [] }), /after\.x\.SS: found 0 elements, expected 1 or more/],
    [
      'with an element twice',
      attribute({ SS: ['v', 'w', 'v'] }),
      /after\.x\.SS\[2\]: found "v", expected each element of a set once/,
    ],
    [
      'with a number twice, written otherwise',
      attribute({ NS: ['1', '1.0'] }),
      /after\.x\.NS\[1\]: found "1.0", expected each/,
    ],
    [
      'with the same bytes twice',
      attribute({ BS: ['QQ==', 'QR=='] }),
      /after\.x\.BS\[1\]: found "QR==", expected each/,
    ],
    ['with a set of typed values', attribute({ SS: [{ S: 'v' }] }), /after\.x\.SS\[0\]: found .*expected a text/],
    ['with a list that is a map', attribute({ L: {} }), /after\.x\.L: found \{\}, expected a list of values/],
    ['with 33 levels', attribute(nested(32)), /found a 33rd level, expected at most 32 levels/],
    [
      'with a name that is no identifier',
      put({ ...a, 'x.y': { N: '' } }),
      /after\["x\.y"\]\.N: found "", expected a number/,
    ],
  ])('%s', (_words, operation, problem) => {
    expect(problemsOf(operation)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('a key of several attributes', () => {
  const table = {
    TableName: 'T',
    KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
    AttributeDefinitions: ['PK', 'b', 'c'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'two',
        KeySchema: ['b', 'c'].map((AttributeName) => ({ AttributeName, KeyType: 'HASH' })),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  };

  it('is measured as a whole', () => {
    const item = { PK: { S: 'a' }, b: text(1024), c: text(1025) };
    expect(problemsOf(put(item), [table])).toEqual([
      'operations[0].after: found a partition key of 2049 bytes, expected at most 2048 bytes',
    ]);
  });
});
