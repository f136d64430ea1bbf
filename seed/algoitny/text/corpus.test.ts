import fc from 'fast-check';
import { Random } from 'patternbench';
import { describe, expect, it } from 'vitest';
import { Corpus, textBytes } from './corpus.ts';

const units = Array.from({ length: 40 }, (_, at) => `시작 ${at}\n  한글 line ${'x'.repeat(at)}\n끝`);
const corpus = new Corpus(units);
const longest = Math.max(
  ...units
    .join('\n')
    .split('\n')
    .map((line) => Buffer.byteLength(line)),
);

describe('a text of a corpus', () => {
  it('is as long as asked for, and ends with the line', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 1000 }), (i, bytes) => {
        const text = corpus.take(new Random(1, 1, i), bytes);
        const length = Buffer.byteLength(text);
        expect(length).toBeGreaterThanOrEqual(bytes);
        expect(length).toBeLessThanOrEqual(bytes + longest + 1);
        expect(text.startsWith('시작')).toBe(true);
        expect(units.join('\n').includes(text)).toBe(true);
      }),
    );
  });

  it('is one line at least, and the whole at most', () => {
    expect(corpus.take(new Random(1, 1, 1), -100)).toMatch(/^시작 \d+$/);
    expect(corpus.take(new Random(1, 1, 1), 1_000_000)).toBe(units.join('\n'));
  });

  it('begins anywhere', () => {
    const starts = new Set(Array.from({ length: 2000 }, (_, i) => corpus.take(new Random(1, 1, i), 1)));
    expect(starts.size).toBeGreaterThan(35);
  });
});

describe('a size of texts', () => {
  it('keeps within its ends', () => {
    const sizes = Array.from({ length: 2000 }, (_, i) => textBytes(new Random(1, 2, i), 100, 2, 50, 400));
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([50, 400]);
  });
});
