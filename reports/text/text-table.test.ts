import { describe, expect, it } from 'vitest';
import { paintFor } from './paint.ts';
import { type TextColumn, tableWidth, textTable } from './text-table.ts';

const cells = (...texts: string[]) => texts.map((text) => ({ text }));
const columns: readonly TextColumn[] = [
  { group: 'high frequency', head: '', align: 'left', cells: cells('01 책 목록', '02 book', '03 -') },
  { group: 'Engine', head: 'p50 ms', align: 'point', cells: cells('0.41', '10.4', '-') },
  { group: 'Engine', head: 'p99 ms', align: 'point', cells: cells('1,843', '<0.01', 'dropped') },
  { group: 'a group with a long name', head: 'x', align: 'right', cells: cells('1', '20', '3') },
];

describe('textTable', () => {
  it('aligns by columns of the terminal, and numbers at their points', () => {
    expect(textTable(columns, paintFor(false))).toEqual([
      'high frequency   Engine             a group with a long name',
      '                 p50 ms    p99 ms                          x',
      '01 책 목록         0.41  1,843                             1',
      '02 book           10.4      <0.01                         20',
      '03 -               -      dropped                          3',
    ]);
  });

  it('is as wide as it says, coloured or not', () => {
    const coloured = textTable(
      [...columns.slice(0, 1), { group: 'v', head: 'v', align: 'left', cells: [{ text: 'met', style: 'good' }] }],
      paintFor(true),
    );
    expect(coloured[2]).toBe('01 책 목록       \u001b[32mmet\u001b[39m');
    expect(tableWidth(columns)).toBe(60);
  });
});
