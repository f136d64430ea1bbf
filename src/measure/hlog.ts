import type { HistogramData } from './histogram.ts';
import { encode } from './histogram-codec.ts';

/** One interval of one series, as a line of a histogram log holds it. */
export interface HlogLine {
  /** Which series: `hlogTag`. */
  readonly tag: string;
  /** From the start of the log. */
  readonly startSeconds: number;
  readonly seconds: number;
  readonly histogram: HistogramData;
}

/**
 * The HdrHistogram log format, version 1.3: a header, then a line for each interval and series, appended as the run goes,
 * so a torn last line is all that a crash costs. Values are microseconds; `Interval_Max` is in milliseconds.
 */
export function hlogHeader(startedAt: Date): string {
  const seconds = (startedAt.getTime() / 1000).toFixed(3);
  return [
    '#[Response times in microseconds; written by patternbench]',
    '#[Histogram log format version 1.3]',
    `#[StartTime: ${seconds} (seconds since epoch), ${startedAt.toISOString()}]`,
    `#[BaseTime: ${seconds} (seconds since epoch)]`,
    '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"',
    '',
  ].join('\n');
}

/** A line of the log, its end included. */
export function hlogLine({ tag, startSeconds, seconds, histogram }: HlogLine): string {
  const maxMs = histogram.maxUs / 1000;
  return `Tag=${tag},${startSeconds.toFixed(3)},${seconds.toFixed(3)},${maxMs.toFixed(3)},${encode(histogram)}\n`;
}

/** The tag of a series: `dynamodb/02`; with another phase than the measured one, `dynamodb/02/warm-up`. */
export function hlogTag(target: string, pattern: string, phase: string | null = null): string {
  return [target, pattern, ...(phase === null ? [] : [phase])].map((part) => part.replaceAll(/[\s,/]/g, '_')).join('/');
}
