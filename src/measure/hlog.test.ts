import hdr from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.ts';
import { hlogHeader, hlogLine, hlogTag } from './hlog.ts';

const recorded = (...us: number[]) => {
  const histogram = new Histogram();
  for (const value of us) histogram.record(value);
  return histogram.data();
};
const startedAt = new Date('2026-11-05T10:00:00.250Z');
const log =
  hlogHeader(startedAt) +
  hlogLine({ tag: hlogTag('dynamodb', '02'), startSeconds: 0, seconds: 1, histogram: recorded(1000, 2000, 700_000) }) +
  hlogLine({
    tag: hlogTag('dynamodb', '03.platform', 'warm-up'),
    startSeconds: 0,
    seconds: 1,
    histogram: recorded(5),
  }) +
  hlogLine({ tag: hlogTag('dynamodb', '02'), startSeconds: 1, seconds: 1.001, histogram: recorded(3000) });

describe('a histogram log', () => {
  it('is read line by line by a public tool', () => {
    const reader = new hdr.HistogramLogReader(log);
    const found = [];
    for (let next = reader.nextIntervalHistogram(); next !== null; next = reader.nextIntervalHistogram()) {
      found.push({ tag: next.tag, count: next.totalCount, p100: next.getValueAtPercentile(100) });
    }
    expect(found).toEqual([
      { tag: 'dynamodb/02', count: 3, p100: 700_415 },
      { tag: 'dynamodb/03.platform/warm-up', count: 1, p100: 5 },
      { tag: 'dynamodb/02', count: 1, p100: 3001 },
    ]);
  });

  it('says when it started, and each line when it stood', () => {
    expect(log).toContain('#[StartTime: 1793872800.250 (seconds since epoch), 2026-11-05T10:00:00.250Z]\n');
    expect(log).toContain('\nTag=dynamodb/02,1.000,1.001,3.000,HISTFAAA');
  });

  it('has tags that cannot break a line', () => {
    expect(hlogTag('dynamodb', 'a, b\nc/d')).toBe('dynamodb/a__b_c_d');
  });
});
