import { describe, expect, it } from 'vitest';
import { exampleRun } from '../runs/example-run.fixture.ts';
import type { LedgerRecord, LedgerRow } from '../runs/ledger-record.ts';
import type { PatternRecord } from '../runs/run-record.ts';
import { withLedger } from './ledgered-run.ts';

/** 300 answered operations of 2 read units, of which 10 were compared. */
function ledgered(rows: readonly LedgerRow[], faults: LedgerRecord['faults'] = []) {
  const run = exampleRun();
  const targets = run.targets.map((target) => ({
    ...target,
    patterns: target.patterns.map((pattern): PatternRecord => {
      const { modelled: _modelled, unitsAre: _unitsAre, ...rest } = pattern;
      return {
        ...rest,
        completed: 299,
        failed: 2,
        errors: { ...rest.errors, wrong: 1, timeout: 1 },
        consumed: [{ table: 'T', index: null, read: 600, write: 0 }],
      };
    }),
  }));
  const one = { pattern: '01', operations: 10, requests: 10, notCompared: 0, rows };
  const made = withLedger({ ...run, targets }, { patterns: [one], faults, left: [] });
  const target = made.targets.find(({ name }) => name === 'dynamodb');
  return { target, patterns: target?.patterns ?? [] };
}

const row = (reported: number, modelled: number, more: Partial<LedgerRow> = {}): LedgerRow => ({
  table: 'T',
  index: null,
  reported: { read: reported, write: 0 },
  modelled: { read: modelled, write: 0 },
  faults: [],
  unexplained: 0,
  ...more,
});

describe('a run with its ledger', () => {
  it('has the rules’ totals beside the report, the same to the unit where requests agree', () => {
    const { target, patterns } = ledgered([row(19, 19)]);
    expect(target?.unitsAre).toBe('reported');
    expect(patterns[0]?.modelled).toEqual([{ table: 'T', index: null, read: 600, write: 0 }]);
    expect(patterns[0]).not.toHaveProperty('unitsAre');
    expect(patterns[1]).not.toHaveProperty('modelled');
  });

  it('adds the mean difference for each operation that was answered', () => {
    const { patterns } = ledgered([row(19, 21, { unexplained: 1 })]);
    expect(patterns[0]?.consumed).toEqual([{ table: 'T', index: null, read: 600, write: 0 }]);
    expect(patterns[0]?.modelled).toEqual([{ table: 'T', index: null, read: 660, write: 0 }]);
  });

  it('lets the model stand in for that pattern where a known fault makes the report useless', () => {
    const index = row(0, 0, { index: 'G', modelled: { read: 0, write: 5 }, faults: ['gone'] });
    const fault = { id: 'gone', text: 'not reported', modelStandsIn: true };
    const { target, patterns } = ledgered([row(20, 20), index], [fault]);
    expect(target?.unitsAre).toBe('modelled');
    expect(patterns.slice(0, 2).map(({ unitsAre }) => unitsAre)).toEqual(['modelled', 'reported']);
    expect(patterns[0]?.consumed).toEqual([
      { table: 'T', index: null, read: 600, write: 0 },
      { table: 'T', index: 'G', read: 0, write: 150 },
    ]);
    expect(patterns[0]).not.toHaveProperty('modelled');
  });

  it('keeps the report where a fault is only known', () => {
    const fault = { id: 'half', text: 'half', modelStandsIn: false };
    const { target, patterns } = ledgered([row(19, 20, { faults: ['half'] })], [fault]);
    expect([target?.unitsAre, patterns[0]?.modelled?.[0]?.read]).toEqual(['reported', 630]);
  });
});
