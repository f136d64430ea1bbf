import { describe, expect, it } from 'vitest';
import type { Item } from '../../capacity/attribute-value.ts';
import type { CoverageRecord } from '../../runs/coverage-record.ts';
import { covered, facts, globalIndex, item, notes, sample, step, traced, write, written } from '../evidence.fixture.ts';
import { heavyAttribute } from './heavy-attribute.ts';
import { unreadIndex } from './unread-index.ts';

const table = notes(globalIndex('GSI1'));
const note = (text: number, title = 100): Item =>
  item({ PK: 'p', SK: 's', GSI1PK: 'g', GSI1SK: 's', Text: 'x'.repeat(text), Title: 'x'.repeat(title) });

describe('a few attributes that make up most of the bytes', () => {
  interface Case {
    readonly note?: Item;
    readonly shown?: readonly string[];
    readonly others?: number;
    readonly inserted?: boolean;
  }
  const found = ({ note: image = note(2000), shown = [], others = 0, inserted = true }: Case) =>
    heavyAttribute.find({
      entities: [sample(table, [image])],
      writes: [write(table, inserted ? null : image, image)],
      patterns: [
        facts('list', { asks: ['note'] }),
        facts('a', { dynamodb: covered('dynamodb', step({ access: 'write', consumed: [written(6)] })) }),
        facts('b', { dynamodb: covered('dynamodb', step({ access: 'write', consumed: [written(others)] })) }),
      ],
      traces: traced('list', [{ kind: 'read', index: 'GSI1', key: 'g' }]),
      shows: (_pattern, _entity, attribute) => shown.includes(attribute),
    });

  it.each<[string, Case, number]>([
    ['one that is most of the item and costs a unit more', {}, 1],
    ['one that is not most of it', { note: note(1000, 1100) }, 1],
    ['an item that is one unit with it and without', { note: note(800) }, 0],
    ['a hundredth of all write units', { others: 194 }, 1],
    ['less', { others: 195 }, 0],
    ['no pattern inserts it', { inserted: false }, 0],
  ])('%s', (_case, of, times) => {
    expect(found(of)).toHaveLength(times);
  });

  it('says whether a reader shows it', () => {
    const text =
      'Text is 94.1 % of the 2.08 KB of a note; its copies in GSI1 (2) take 2 write units of each insert, 33.3 % of all write units';
    expect(found({}).map(({ severity, evidence }) => [severity, evidence])).toEqual([
      ['medium', `${text}. No pattern that reads GSI1 shows it`],
    ]);
    expect(found({ shown: ['Text'] })[0]?.evidence).toBe(`${text}. Patterns that read GSI1 show it`);
  });
});

describe('an index that nobody reads', () => {
  const stored = {
    size: { dau: 1, days: 1 },
    entities: [],
    parts: [{ table: 'Notes', index: 'GSI1', records: 7, bytes: 2048, readBytes: 0 }],
  };
  const coverage: CoverageRecord = { withoutPath: [], unreadIndexes: [] };
  const found = (change: Parameters<typeof step>[0], touched: string | null = null, of = coverage) =>
    unreadIndex.find({
      tables: new Map([['Notes', table]]),
      patterns: [facts('a', { dynamodb: covered('dynamodb', step(change)) })],
      traces: traced('a', touched === null ? [] : [{ kind: 'read', index: touched, key: 'g' }]),
      writes: [write(table, null, note(10))],
      now: stored,
      later: stored,
      horizon: { dau: 1000, days: 365 },
      coverage: of,
    });

  it.each<[string, readonly unknown[], number]>([
    ['no request names it', found({}), 1],
    ['a query reads it', found({ index: 'GSI1', access: 'index' }), 0],
    ['a write that it takes part in', found({ index: 'GSI1', access: 'write' }), 1],
    ['a drawn operation reads it', found({}, 'GSI1'), 0],
  ])('%s', (_case, findings, times) => {
    expect(findings).toHaveLength(times);
  });

  it('is told by what it costs', () => {
    expect(found({ access: 'write', consumed: [written(2)] })).toMatchObject([
      {
        severity: 'medium',
        about: { target: 'dynamodb', table: 'Notes', index: 'GSI1' },
        evidence:
          'no request of any pattern reads it; it holds 7 entries and takes 10 write units a day (50 % of all), and 2 KB at 1,000 DAU with 365 days of history',
      },
    ]);
  });

  it('is one finding for all of PostgreSQL', () => {
    const unread = ['one', 'two'].map((index) => ({ target: 'postgres', table: 'notes', index }));
    const findings = found({ index: 'GSI1', access: 'index' }, null, { ...coverage, unreadIndexes: unread });
    expect(findings.map(({ about, evidence }) => [about, evidence])).toEqual([
      [{ target: 'postgres', table: 'notes' }, 'no plan of any pattern uses 2 indexes of notes (notes: one, two)'],
    ]);
  });
});
