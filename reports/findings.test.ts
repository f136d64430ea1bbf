import { describe, expect, it } from 'vitest';
import type { FindingRecord } from '../src/runs/coverage-record.ts';
import { findingsTable, findingTexts } from './findings.ts';

const finding = (pattern: string, severity: FindingRecord['severity'], target = 'dynamodb'): FindingRecord => ({
  rule: 'scan',
  title: 'a scan that grows',
  severity,
  about: { target, pattern, table: 'Books' },
  evidence: '600 items evaluated for 20 returned',
  consequence: 'Each call reads all there is.',
});

describe('the findings of a run in short', () => {
  it('are the five worst, and how many more', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, at) => finding(id, at < 6 ? 'high' : 'low'));
    expect(findingTexts(all).slice(4)).toEqual([
      'high: a scan that grows (e, Books): 600 items evaluated for 20 returned',
      'and 2 more, 1 high, 1 low; the HTML report has all',
    ]);
    expect(findingTexts(all.slice(0, 5))).toHaveLength(5);
    expect(findingTexts([])).toEqual([]);
  });
});

describe('all findings for a terminal', () => {
  it('say what follows once', () => {
    expect(findingsTable([finding('a', 'high'), finding('b', 'low', 'postgres')], { width: 60 })).toBe(
      [
        '2 findings: 1 high, 1 low',
        '',
        'high    a scan that grows · a, Books',
        '        600 items evaluated for 20 returned',
        '        → Each call reads all there is.',
        '',
        'low     a scan that grows · b, Books, PostgreSQL',
        '        600 items evaluated for 20 returned',
      ].join('\n'),
    );
  });

  it('say so where there are none', () => {
    expect(findingsTable([], { width: 80 })).toBe(
      'no findings: no rule of design has evidence against it in this check',
    );
  });
});
