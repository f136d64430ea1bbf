import { describe, expect, it } from 'vitest';
import type { FindmaxAnswer, FindmaxRecord, FindmaxWindow } from '../src/runs/findmax-record.ts';
import { findmaxTable, windowLine } from './findmax-table.ts';

const window: FindmaxWindow = {
  number: 7,
  purpose: 'narrowing',
  perSecond: 1131,
  settleSeconds: 2,
  seconds: 6,
  outcome: 'missed',
  causes: [
    { limit: 'target', pattern: 'a', objective: 'response p(99) < 50ms', value: 81, why: 'p(99) was 81 ms' },
    { limit: 'target', pattern: 'b', objective: 'response p(99) < 50ms', value: 60, why: 'p(99) was 60 ms' },
  ],
  nearest: { pattern: 'a', objective: 'response p(99) < 50ms', valueMs: 81, limitMs: 50 },
  backlog: [],
  run: 'postgres/1',
};

const found: FindmaxAnswer = {
  state: 'found',
  perSecond: 1100,
  operationsPerSecond: 1100,
  dau: 431_999,
  above: { perSecond: 1131, limit: 'target', window: 7 },
  broke: window.causes,
  undecided: [],
  says: '1,100/s was held and 1,131/s was not.',
};

function record(answer: FindmaxAnswer, latencyIs: 'emulator' | 'measured'): FindmaxRecord {
  return {
    schema: 'patternbench/findmax@1',
    id: 'x',
    status: 'complete',
    startedAt: '2026-01-15T12:00:00.000Z',
    scenario: { name: 'ad hoc', load: 'a, b in turn' },
    dataset: { workload: 'shop', title: 'A shop', randomSeed: 1, dau: 50, hash: '' },
    environment: { patternbench: '', node: '', cpu: '', cores: 2 },
    plan: {
      from: 20,
      to: 1e5,
      step: 2,
      precision: 0.05,
      windowSeconds: 3,
      settleSeconds: 2,
      maxInFlight: 1000,
      connections: 16,
      workers: 1,
      objectives: ['failed < 0.1%'],
    },
    targets: [{ name: 'postgres', provenance: 'postgresql 18.4', latencyIs, answer, windows: [window] }],
    notes: ['A note.'],
  };
}

const style = { width: 110, colour: false };

describe('a search on a terminal', () => {
  it('says what was found, whose traffic that is, and what broke first', () => {
    expect(findmaxTable(record(found, 'measured'), style).split('\n')).toEqual([
      'A shop · ad hoc: a, b in turn',
      "the highest rate that meets each pattern's own objective, none failed, none dropped, and failed < 0.1% ·",
      'within 5 % · 16 connections to PostgreSQL, 1,000 in flight at most',
      '',
      'PostgreSQL 18.4  1,100/s  found in 1 window',
      '  answer       1,100/s was held and 1,131/s was not.',
      '  operations   1,100/s of all patterns',
      '  DAU          431,999, whose traffic in the busiest hour of the week this is',
      '  broke first  a (target): response p(99) < 50ms: p(99) was 81 ms',
      '  then         b',
      '',
      'note  A note.',
      '',
    ]);
  });

  it('marks what is only a lower bound, and what is only an emulator’s', () => {
    const text = findmaxTable(record({ ...found, state: 'at least' }, 'emulator'), style);
    expect(text).toContain('PostgreSQL 18.4  ≥ 1,100/s  at least in 1 window');
    expect(text).toContain('it says nothing about DynamoDB’s');
  });

  it('has a line for each window', () => {
    expect(windowLine({ provenance: 'postgresql 18.4' }, window)).toBe(
      'PostgreSQL 18.4   7  narrowing      1,131/s    2+6 s  missed         a: response p(99) < 50ms: p(99) was 81 ms',
    );
    expect(windowLine({ provenance: 'postgresql 18.4' }, { ...window, outcome: 'met', causes: [] })).toBe(
      'PostgreSQL 18.4   7  narrowing      1,131/s    2+6 s  met            a 81.0 of 50.0 ms',
    );
  });
});
