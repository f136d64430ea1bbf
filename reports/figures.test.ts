import { describe, expect, it } from 'vitest';
import { bytes, counted, duration, listed, moment, ms, percent, units, whole } from './figures.ts';

describe('ms', () => {
  it.each<[number, string]>([
    [0, '0.00'],
    [0.004, '<0.01'],
    [0.005, '0.01'],
    [0.41, '0.41'],
    [2.314, '2.31'],
    [9.994, '9.99'],
    [9.996, '10.0'],
    [10, '10.0'],
    [61.44, '61.4'],
    [99.94, '99.9'],
    [99.96, '100'],
    [689.4, '689'],
    [12_480, '12,480'],
  ])('%d ms is %s', (value, text) => {
    expect(ms(value)).toBe(text);
  });
});

describe('units', () => {
  it.each<[number, string]>([
    [0, '0'],
    [0.001, '<0.01'],
    [0.5, '0.5'],
    [3, '3'],
    [4.257, '4.26'],
    [12.5, '12.5'],
    [1843.5, '1,843.5'],
    [1843.04, '1,843'],
    [18_402.4, '18,402'],
  ])('%d is %s', (value, text) => {
    expect(units(value)).toBe(text);
  });
});

describe('percent', () => {
  it.each<[number, string]>([
    [0, '0 %'],
    [0.0001, '<0.1 %'],
    [0.001, '0.1 %'],
    [0.041, '4.1 %'],
    [0.0994, '9.9 %'],
    [0.0996, '10 %'],
    [0.41, '41 %'],
    [0.994, '99.4 %'],
    [0.9994, '99.9 %'],
    [0.99951, '>99.9 %'],
    [0.999999, '>99.9 %'],
    [1, '100 %'],
    [1.36, '136 %'],
  ])('%d is %s', (value, text) => {
    expect(percent(value)).toBe(text);
  });
});

describe('bytes', () => {
  it.each<[number, string]>([
    [0, '0 B'],
    [842, '842 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [9_000_000, '8.6 MiB'],
    [1_073_741_823, '1 GiB'],
    [8_589_934_592, '8 GiB'],
  ])('%d is %s', (value, text) => {
    expect(bytes(value)).toBe(text);
  });
});

describe('duration', () => {
  it.each<[number, string]>([
    [0, '0 s'],
    [0.52, '0.5 s'],
    [60, '60 s'],
    [119.6, '119.6 s'],
    [120, '2 min'],
    [125, '2 min 5 s'],
    [179.7, '3 min'],
    [3600, '1 h'],
    [3780, '1 h 3 min'],
  ])('%d seconds are %s', (value, text) => {
    expect(duration(value)).toBe(text);
  });
});

describe('words', () => {
  it('counts', () => {
    expect([
      counted(1, 'query', 'queries'),
      counted(2, 'query', 'queries'),
      counted(1200, 'pattern'),
      whole(6000),
    ]).toEqual(['1 query', '2 queries', '1,200 patterns', '6,000']);
  });

  it('lists', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });

  it('tells a moment to the minute', () => {
    expect(moment('2026-11-22T17:42:28.512Z')).toBe('2026-11-22 17:42 UTC');
  });
});
