import { describe, expect, it } from 'vitest';
import type { LedgerPattern, LedgerRecord, LedgerRow } from '../src/runs/ledger-record.ts';
import { ledgerTexts } from './ledger-words.ts';

const row = (more: Partial<LedgerRow> = {}): LedgerRow => ({
  table: 'T',
  index: null,
  reported: { read: 5, write: 0 },
  modelled: { read: 5, write: 0 },
  faults: [],
  unexplained: 0,
  ...more,
});
const of = (pattern: string, ...rows: LedgerRow[]): LedgerPattern => ({
  pattern,
  operations: 10,
  requests: 12,
  notCompared: 0,
  rows,
});
const ledger = (patterns: readonly LedgerPattern[], more: Partial<LedgerRecord> = {}): LedgerRecord => ({
  patterns,
  faults: [],
  left: [],
  ...more,
});
const known = row({ index: 'G', modelled: { read: 5, write: 44 }, reported: { read: 5, write: 0 }, faults: ['gone'] });
const open = row({
  modelled: { read: 6, write: 0 },
  unexplained: 1,
  first: 'Query: reported 1 read, by the rules 2 read',
});

describe('a ledger in words', () => {
  it('is one line where all agree', () => {
    expect(ledgerTexts(ledger([of('01', row()), of('02', row())]), 'DynamoDB Local 3.3.1', '')).toEqual([
      'DynamoDB Local 3.3.1 reports what the documented rules give: 2 patterns, 20 operations compared',
    ]);
  });

  it('shows the rows that differ, unexplained ones first, and what is known', () => {
    const faults = [{ id: 'gone', text: 'index writes are not reported', modelStandsIn: true }];
    expect(ledgerTexts(ledger([of('01', row(), known), of('02', open)], { faults }), 'dynalite 4.0.0', '')).toEqual([
      'dynalite 4.0.0 differs from the documented rules in 2 of 2 patterns (1 unexplained), 20 operations compared',
      '02 T: 5 read units reported, 6 read units by the rules (unexplained in 1 of the requests, first a Query: reported 1 read, by the rules 2 read)',
      '01 T G: 5 read units reported, 5 read and 44 write units by the rules (gone)',
      'gone: index writes are not reported (modelled units stand in)',
    ]);
  });

  it('says how many rows it leaves out, and what was not compared', () => {
    const patterns = ['01', '02', '03'].map((id) => of(id, known));
    const texts = ledgerTexts(
      ledger(patterns, { left: [{ pattern: '09', why: 'no time' }] }),
      'dynalite 4.0.0',
      'in report.html',
      1,
    );
    expect(texts).toEqual([
      'dynalite 4.0.0 differs from the documented rules in 3 of 3 patterns (known faults explain them all), 30 operations compared; not compared: 09',
      '01 T G: 5 read units reported, 5 read and 44 write units by the rules (gone)',
      'and 2 more rows of the ledger in report.html',
    ]);
  });

  it('says why nothing was compared', () => {
    expect(ledgerTexts(ledger([], { left: [{ pattern: '09', why: 'no time' }] }), 'x', '')).toEqual([
      'nothing compared with the documented rules (no time)',
    ]);
  });
});
