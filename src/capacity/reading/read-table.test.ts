import { describe, expect, it } from 'vitest';
import { sentence } from '../../workload/problem.ts';
import { orders } from '../samples.fixture.ts';
import { readTableDefinition } from '../units-file.ts';
import { many } from './refusals.fixture.ts';

describe('a table is refused', () => {
  const indexNamed = (IndexName: string, more: object = {}) => ({
    IndexName,
    KeySchema: [{ AttributeName: 'G1', KeyType: 'HASH' }],
    Projection: { ProjectionType: 'ALL' },
    ...more,
  });
  const simple = {
    TableName: 'T',
    KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
  };
  const withG1 = {
    ...simple,
    AttributeDefinitions: [...simple.AttributeDefinitions, { AttributeName: 'G1', AttributeType: 'S' }],
  };
  const global = (index: object) => ({ ...withG1, GlobalSecondaryIndexes: [index] });
  const local = (KeySchema: object) => ({ ...orders, LocalSecondaryIndexes: [indexNamed('local', { KeySchema })] });
  const hash = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, KeyType: 'HASH' }));
  const letters = ['a', 'b', 'c', 'd', 'e'];

  it.each([
    ['without a name', { ...simple, TableName: undefined }, /^TableName: found nothing/],
    [
      'with a name of other characters',
      { ...simple, TableName: 'my table' },
      /^TableName: found "my table", expected a name of 1 to 255/,
    ],
    ['without a key', { ...simple, KeySchema: [] }, /^KeySchema: found no key/],
    [
      'with its sort key first',
      { ...orders, KeySchema: [...orders.KeySchema].reverse() },
      /^KeySchema: found RANGE, HASH, expected one HASH/,
    ],
    [
      'with two partition keys',
      { ...orders, KeySchema: hash('PK', 'SK') },
      /^KeySchema: found HASH, HASH, expected one HASH/,
    ],
    [
      'with one attribute as both keys',
      { ...simple, KeySchema: [...simple.KeySchema, { AttributeName: 'PK', KeyType: 'RANGE' }] },
      /^KeySchema: found PK, PK, expected each attribute once/,
    ],
    [
      'with a key that is not defined',
      { ...simple, KeySchema: hash('id') },
      /^KeySchema\[0\]\.AttributeName: found "id", expected an attribute that AttributeDefinitions has/,
    ],
    [
      'with a key role that is none',
      { ...simple, KeySchema: [{ AttributeName: 'PK', KeyType: 'Hash' }] },
      /^KeySchema\[0\]\.KeyType: found "Hash", expected HASH/,
    ],
    [
      'with a key of a type that keys cannot have',
      { ...simple, AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'BOOL' }] },
      /^AttributeDefinitions\[0\]\.AttributeType: found "BOOL", expected one of S, N, B/,
    ],
    [
      'with an attribute defined twice',
      { ...simple, AttributeDefinitions: [...simple.AttributeDefinitions, ...simple.AttributeDefinitions] },
      /^AttributeDefinitions\[1\]\.AttributeName: found "PK", expected each attribute defined once/,
    ],
    [
      'with a definition that no key uses',
      withG1,
      /^AttributeDefinitions: found G1, in no key, expected only attributes of keys/,
    ],
    [
      'with a parameter that nobody knows',
      { ...simple, TableStatus: 'ACTIVE' },
      /^TableStatus: found an unknown field/,
    ],
    ['with a class that is none', { ...simple, TableClass: 'IA' }, /^TableClass: found "IA", expected one of STANDARD/],
    [
      'with an index without a projection',
      global(indexNamed('g', { Projection: undefined })),
      /^GlobalSecondaryIndexes\[0\]\.Projection: found nothing, expected a projection/,
    ],
    [
      'with a projection that is none',
      global(indexNamed('g', { Projection: { ProjectionType: 'SOME' } })),
      /Projection\.ProjectionType: found "SOME", expected one of ALL/,
    ],
    [
      'with INCLUDE of nothing',
      global(indexNamed('g', { Projection: { ProjectionType: 'INCLUDE' } })),
      /Projection\.NonKeyAttributes: found nothing, expected a list of attribute names/,
    ],
    [
      'with INCLUDE of one attribute twice',
      global(indexNamed('g', { Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x', 'x'] } })),
      /NonKeyAttributes\[1\]: found "x", expected each attribute once/,
    ],
    [
      'with attributes beside ALL',
      global(indexNamed('g', { Projection: { ProjectionType: 'ALL', NonKeyAttributes: ['x'] } })),
      /NonKeyAttributes: found \["x"\], expected no attributes beside ALL/,
    ],
    [
      'with 101 projected attributes',
      global(
        indexNamed('g', { Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: many(101, (at) => `x${at}`) } }),
      ),
      /^\$: found 101 projected attributes, expected at most 100/,
    ],
    [
      'with 21 global indexes',
      { ...withG1, GlobalSecondaryIndexes: many(21, (at) => indexNamed(`g${at}`)) },
      /^GlobalSecondaryIndexes: found 21 global indexes, expected at most 20/,
    ],
    [
      'with 6 local indexes',
      {
        ...orders,
        LocalSecondaryIndexes: many(6, (at) => ({ ...orders.LocalSecondaryIndexes[0], IndexName: `l${at}` })),
      },
      /^LocalSecondaryIndexes: found 6 local indexes, expected at most 5/,
    ],
    [
      'with two indexes of one name',
      { ...withG1, GlobalSecondaryIndexes: [indexNamed('g'), indexNamed('g')] },
      /^\$: found two indexes named g/,
    ],
    [
      'with five partition attributes in an index',
      {
        ...simple,
        AttributeDefinitions: ['PK', ...letters].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        GlobalSecondaryIndexes: [indexNamed('g', { KeySchema: hash(...letters) })],
      },
      /KeySchema: found HASH, HASH, HASH, HASH, HASH, expected one to four HASH/,
    ],
    [
      'with a local index on another partition key',
      local([
        { AttributeName: 'L1', KeyType: 'HASH' },
        { AttributeName: 'SK', KeyType: 'RANGE' },
      ]),
      /KeySchema: found L1 HASH, SK RANGE, expected PK as HASH/,
    ],
    [
      'with a local index without a sort key',
      local(hash('PK')),
      /KeySchema: found PK HASH, expected PK as HASH, as in the table, and a RANGE attribute/,
    ],
    [
      'with a local index and no sort key of its own',
      {
        ...withG1,
        LocalSecondaryIndexes: [
          indexNamed('l', {
            KeySchema: [
              { AttributeName: 'PK', KeyType: 'HASH' },
              { AttributeName: 'G1', KeyType: 'RANGE' },
            ],
          }),
        ],
      },
      /KeySchema: found a table without a sort key/,
    ],
  ])('%s', (_words, parameters, problem) => {
    const read = readTableDefinition(parameters);
    expect(read.ok ? [] : read.problems.map(sentence)).toEqual([expect.stringMatching(problem)]);
  });

  it('and what it decides no units by is let be', () => {
    const read = readTableDefinition({
      ...simple,
      BillingMode: 'PAY_PER_REQUEST',
      Tags: [],
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
    });
    expect(read.ok && read.value.class).toBe('standard-ia');
  });
});
