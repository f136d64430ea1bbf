import { describe, expect, it } from 'vitest';
import type { Item } from '../../capacity/attribute-value.ts';
import type { CheckedPattern } from '../../runs/check-record.ts';
import { facts, globalIndex, item, notes, sample, traced } from '../evidence.fixture.ts';
import { mixedPartition } from './mixed-partition.ts';

const table = notes(globalIndex('GSI1'));
const entry = (key: string, sort: string): Item => item({ PK: sort, SK: 'x', GSI1PK: key, GSI1SK: sort });
const times = (key: string, ...sorts: readonly string[]): Item[] => sorts.map((sort) => entry(key, sort));
const asking = (...keys: readonly string[]) =>
  traced(
    'a',
    keys.map((key) => ({ kind: 'read', index: 'GSI1', key })),
  );

interface Case {
  readonly notes?: readonly Item[];
  readonly tasks?: readonly Item[];
  readonly asks?: readonly string[];
  readonly reads?: readonly string[];
  readonly checked?: readonly CheckedPattern[];
}

function found({
  notes: ofNotes = times('KIND#1', '2026-01', '2026-03'),
  tasks = times('KIND#1', '2026-02'),
  ...rest
}: Case) {
  const { asks = ['note'], reads = ['KIND#1'], checked = [] } = rest;
  return mixedPartition.find({
    tables: new Map([[table.name, table]]),
    entities: [sample(table, ofNotes), sample(table, tasks, { entity: 'task', records: 3 * tasks.length })],
    patterns: [facts('a', { asks })],
    traces: asking(...reads),
    checked,
  });
}

describe('one index partition for several kinds of record', () => {
  it.each<[string, Case, number]>([
    ['two kinds under a key that is read for one', {}, 1],
    ['each under a key of its own', { tasks: times('TASK#1', '2026-02') }, 0],
    ['sort keys that keep them apart', { tasks: times('KIND#1', 'TASK#2026-02') }, 0],
    ['sort keys that meet in one value', { tasks: times('KIND#1', '2026-03') }, 1],
    ['a pattern that asks for both', { asks: ['note', 'task'] }, 0],
    ['a pattern that asks for neither, and follows what it finds', { asks: ['other'] }, 0],
    ['a mixed key that nobody reads', { reads: ['KIND#2'] }, 0],
    ['an item that is not in the index', { tasks: [item({ PK: 'p', SK: 's', GSI1PK: 'KIND#1' })] }, 0],
  ])('%s', (_case, of, times) => {
    expect(found(of)).toHaveLength(times);
  });

  it('is told by what lies there, scaled from what was looked at', () => {
    expect(found({})).toMatchObject([
      {
        severity: 'medium',
        about: { target: 'dynamodb', pattern: 'a', table: 'Notes', index: 'GSI1' },
        evidence:
          '1 of 1 key seen holds several kinds. KIND#1 holds 2 note and about 3 task, and a asks for note: 60 % of what lies there is not',
      },
    ]);
  });

  it('is worse where the answers are wrong', () => {
    const one = {
      pattern: 'a',
      name: 'a',
      class: 'low',
      parameters: 1,
      verdict: 'differs',
      difference: 'x',
      why: null,
    } as const;
    const checked = [{ ...one, dataset: [{ target: 'dynamodb', verdict: 'differs' as const, difference: 'x' }] }];
    const [worse] = found({ checked });
    expect(worse?.severity).toBe('high');
    expect(worse?.evidence).toMatch(/\. On DynamoDB a does not answer what the dataset says$/);
  });
});
