import { nearest } from '../workload/findings.ts';
import { type Problem, quoted } from '../workload/problem.ts';
import { cut, type Operator, readNumber, readStatistic, type Statistic } from './thresholds-expression.ts';

/** Which latency: from the scheduled moment, from sending, or how late it was started. */
export const latencies = ['response', 'service', 'lag'] as const;
export type Latency = (typeof latencies)[number];

/** What can be counted of a pattern. */
export const counters = [
  'scheduled',
  'completed',
  'failed',
  'dropped',
  'throttled',
  'timeout',
  'connection',
  'server',
  'malformed',
  'wrong',
] as const;
export type Counter = (typeof counters)[number];

/** One limit on one statistic. */
export type Objective =
  | {
      readonly kind: 'latency';
      /** `response p(99) < 10ms`: what a verdict shows. */
      readonly text: string;
      readonly latency: Latency;
      readonly statistic: Statistic;
      readonly operator: Operator;
      readonly limitMs: number;
    }
  | {
      readonly kind: 'count';
      /** `failed == 0`, `failed < 0.1%`. */
      readonly text: string;
      readonly counter: Counter;
      readonly operator: Operator;
      /** In percent of what was scheduled where `ofScheduled`. */
      readonly limit: number;
      readonly ofScheduled: boolean;
    };

const unitsMs: Readonly<Record<string, number>> = { us: 1e-3, µs: 1e-3, ms: 1, s: 1000 };
const form = 'an objective such as "p(99) < 50ms", "service p(95) < 5ms", "failed == 0" or "failed < 0.1%"';

/**
 * Reads an objective of a workload:
 *
 *     objective -> [ "response" | "service" | "lag" ] statistic operator number ( "us" | "ms" | "s" )
 *                | counter operator number [ "%" ]
 *     statistic -> "p(" number ")" | "avg" | "min" | "med" | "max"
 *     counter   -> "failed" | "dropped" | "completed" | "scheduled" | a kind of failure
 *
 * A latency needs its unit: the same 50 is seconds to one tool and milliseconds to another.
 */
export function parseObjective(
  text: unknown,
  place: string,
): { readonly objective: Objective | null; readonly problems: readonly Problem[] } {
  const parts = typeof text === 'string' ? cut(text) : null;
  if (parts === null) return { objective: null, problems: [{ place, found: quoted(text), expected: form }] };
  const counter = counters.find((known) => known === parts.left);
  return counter === undefined ? readLatency(parts, place) : readCount(counter, parts, place);
}

interface Parts {
  readonly left: string;
  readonly operator: Operator;
  readonly right: string;
}

function readLatency({ left, operator, right }: Parts, place: string): ReturnType<typeof parseObjective> {
  const problems: Problem[] = [];
  const [, word, rest = ''] = /^(?:([a-z]+)\s+)?(.*)$/s.exec(left) ?? [];
  const latency = latencies.find((known) => known === (word ?? 'response'));
  if (latency === undefined) {
    problems.push({
      place,
      found: quoted(word),
      expected: nearest(word, latencies) ?? `one of ${latencies.join(', ')}`,
    });
  }
  const read = readStatistic(rest.replaceAll(/\s/g, ''));
  const known = 'statistic' in read && !['count', 'rate', 'value'].includes(read.statistic.kind);
  if (!known) {
    const likely = nearest(rest, counters);
    const expected = 'expected' in read ? read.expected : 'p(N), avg, min, med or max of a latency';
    problems.push({ place, found: quoted(rest), expected: likely ?? expected });
  }
  const [, number = '', unit = ''] = /^(.*?)\s*(us|µs|ms|s)?$/s.exec(right) ?? [];
  const limit = readNumber(number);
  const perUnit = unitsMs[unit];
  if (limit === null || perUnit === undefined) {
    problems.push({ place, found: quoted(right), expected: 'a time with its unit: 50ms, 0.5s or 800us' });
  }
  if (
    latency === undefined ||
    !('statistic' in read) ||
    limit === null ||
    perUnit === undefined ||
    problems.length > 0
  ) {
    return { objective: null, problems };
  }
  const said = `${latency} ${rest.replaceAll(/\s/g, '')} ${operator} ${number}${unit}`;
  const { statistic } = read;
  return {
    objective: { kind: 'latency', text: said, latency, statistic, operator, limitMs: limit * perUnit },
    problems,
  };
}

function readCount(counter: Counter, { operator, right }: Parts, place: string): ReturnType<typeof parseObjective> {
  const ofScheduled = right.endsWith('%');
  const number = ofScheduled ? right.slice(0, -1).trim() : right;
  const limit = readNumber(number);
  if (limit === null) {
    const problem = {
      place,
      found: quoted(right),
      expected: 'a number, or a share of what was scheduled such as 0.1%',
    };
    return { objective: null, problems: [problem] };
  }
  const text = `${counter} ${operator} ${number}${ofScheduled ? '%' : ''}`;
  return { objective: { kind: 'count', text, counter, operator, limit, ofScheduled }, problems: [] };
}
