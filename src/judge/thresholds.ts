import { durationForm, foundInstead, parseDuration } from '../measure/duration.ts';
import type { MetricType as ScriptMetricType } from '../measure/metric.ts';
import { nearest } from '../workload/findings.ts';
import { type Problem, quoted } from '../workload/problem.ts';
import { cut, type Operator, readNumber, readStatistic, type Statistic } from './thresholds-expression.ts';

/** What a metric collects: as in k6, or a tally of operations, which is a count and a share of those scheduled. */
export type MetricType = ScriptMetricType | 'tally';

/** One expression on one metric or on the part of it that has all the tags. */
export interface Threshold {
  readonly metric: string;
  readonly tags: Readonly<Record<string, string>>;
  /** As it was written, beside its metric: `http_req_duration{scenario:a}` and `p(95)<200`. */
  readonly selector: string;
  readonly text: string;
  readonly statistic: Statistic;
  readonly operator: Operator;
  readonly limit: number;
  readonly abortOnFail: boolean;
  readonly delayAbortEvalMs: number;
}

/** Which statistics each type has. */
const statistics: Readonly<Record<MetricType, readonly Statistic['kind'][]>> = {
  counter: ['count', 'rate'],
  gauge: ['value'],
  rate: ['rate'],
  trend: ['avg', 'min', 'max', 'med', 'percentile'],
  tally: ['count', 'rate'],
};

/**
 * Reads `options.thresholds` of a script, k6's grammar:
 *
 *     thresholds  -> { selector: [ expression | { threshold: expression, abortOnFail?, delayAbortEval? } ] }
 *     selector    -> metric | metric "{" tag ":" value ( "," tag ":" value )* "}"
 *     expression  -> statistic operator number
 *     statistic   -> "count" | "rate" | "value" | "avg" | "min" | "max" | "med" | "p(" number ")"
 *     operator    -> ">" | ">=" | "<" | "<=" | "==" | "===" | "!="
 *
 * Times are milliseconds and take no unit, as in k6. Refused although k6 takes it: a bare `p` (it means `p(0)` there),
 * unknown members of the object form, tags named twice. `metrics` are the metrics that there will be, by name;
 * `insteadOf` says for others what to ask about.
 */
export function parseThresholds(
  value: unknown,
  metrics: ReadonlyMap<string, MetricType>,
  place = 'options.thresholds',
  insteadOf: Readonly<Record<string, string>> = {},
): { readonly thresholds: readonly Threshold[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const thresholds: Threshold[] = [];
  if (value === undefined || value === null) return { thresholds, problems };
  if (!isObject(value)) {
    problems.push({ place, found: quoted(value), expected: 'an object from metrics to lists of expressions' });
    return { thresholds, problems };
  }
  for (const [selector, expressions] of Object.entries(value)) {
    const at = `${place}[${quoted(selector)}]`;
    const selected = readSelector(selector, metrics, at, problems, insteadOf);
    if (!Array.isArray(expressions)) {
      problems.push({
        place: at,
        found: quoted(expressions),
        expected: 'a list of expressions, such as ["p(95)<200"]',
      });
      continue;
    }
    for (const [k, member] of expressions.entries()) {
      const threshold = readThreshold(member, selected, `${at}[${k}]`, problems);
      if (threshold !== null) thresholds.push(threshold);
    }
  }
  return { thresholds, problems };
}

interface Selected {
  readonly selector: string;
  readonly metric: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly type: MetricType | null;
}

function readSelector(
  selector: string,
  metrics: ReadonlyMap<string, MetricType>,
  place: string,
  problems: Problem[],
  insteadOf: Readonly<Record<string, string>>,
): Selected {
  const [, metric = selector, braces, inside] = /^([^{]*)(\{(.*)\})?$/s.exec(selector) ?? [];
  const type = metrics.get(metric.trim()) ?? null;
  if (type === null) {
    problems.push({
      place,
      found: `invalid threshold defined on ${selector}; reason: no metric name ${quoted(metric)} found`,
      expected:
        insteadOf[metric.trim()] ?? nearest(metric, [...metrics.keys()]) ?? `one of ${[...metrics.keys()].join(', ')}`,
    });
  }
  const tags = braces === undefined ? {} : readTags(inside ?? '', place, problems);
  return { selector, metric: metric.trim(), tags, type };
}

/** `tag:value,tag2:value2`; the first colon divides, spaces and quotes around are dropped. */
function readTags(text: string, place: string, problems: Problem[]): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const pair of text.split(',')) {
    const colon = pair.indexOf(':');
    const name = bare(colon < 0 ? pair : pair.slice(0, colon));
    const value = colon < 0 ? '' : bare(pair.slice(colon + 1));
    if (name === '' || value === '') {
      problems.push({ place, found: `a malformed tag expression ${quoted(pair)}`, expected: 'tag:value, both filled' });
    } else if (name === 'vu' || name === 'iter') {
      problems.push({
        place,
        found: `the tag ${name}`,
        expected: 'a tag; vu and iter are metadata, which no threshold sees',
      });
    } else if (Object.hasOwn(tags, name)) {
      problems.push({ place, found: `the tag ${quoted(name)} twice`, expected: 'each tag once' });
    } else tags[name] = value;
  }
  return tags;
}

function bare(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim();
}

function readThreshold(member: unknown, selected: Selected, place: string, problems: Problem[]): Threshold | null {
  const object = isObject(member) ? member : { threshold: member };
  const { threshold: text, abortOnFail = false, delayAbortEval = '0s' } = object;
  for (const name of Object.keys(object)) {
    if (members.includes(name)) continue;
    const expected = nearest(name, members) ?? `one of ${members.join(', ')}`;
    problems.push({ place: `${place}.${name}`, found: 'an unknown member', expected });
  }
  if (typeof abortOnFail !== 'boolean') {
    problems.push({ place: `${place}.abortOnFail`, found: quoted(abortOnFail), expected: 'true or false' });
  }
  const delay = parseDuration(delayAbortEval);
  if ('fault' in delay) {
    const found = foundInstead(delayAbortEval, delay.fault);
    problems.push({ place: `${place}.delayAbortEval`, found, expected: durationForm });
  }
  const expression = readExpression(text, selected.type, place, problems);
  if (expression === null || 'fault' in delay) return null;
  const { selector, metric, tags } = selected;
  return { metric, tags, selector, ...expression, abortOnFail: abortOnFail === true, delayAbortEvalMs: delay.ms };
}

const members = ['threshold', 'abortOnFail', 'delayAbortEval'];

function readExpression(
  text: unknown,
  type: MetricType | null,
  place: string,
  problems: Problem[],
): Pick<Threshold, 'text' | 'statistic' | 'operator' | 'limit'> | null {
  const parts = typeof text === 'string' ? cut(text) : null;
  if (typeof text !== 'string' || parts === null) {
    const expected = 'statistic operator number, such as p(95)<200';
    problems.push({ place, found: `malformed threshold expression ${quoted(text)}`, expected });
    return null;
  }
  const read = readStatistic(parts.left);
  const limit = readNumber(parts.right);
  if ('expected' in read) problems.push({ place, found: quoted(parts.left), expected: read.expected });
  if (limit === null) {
    problems.push({
      place,
      found: quoted(parts.right),
      expected: "a number without a unit (k6's times are milliseconds)",
    });
  }
  if ('expected' in read || limit === null) return null;
  const { statistic } = read;
  if (type !== null && !statistics[type].includes(statistic.kind)) {
    const allowed = statistics[type].map((kind) => (kind === 'percentile' ? 'p(N)' : kind)).join(', ');
    const method = statistic.kind === 'percentile' ? 'p' : statistic.kind;
    const found = `unsupported aggregation method ${method} on metric of type ${type}`;
    problems.push({ place, found, expected: `supported aggregation methods for this metric are: ${allowed}` });
    return null;
  }
  return { text: text.trim(), statistic, operator: parts.operator, limit };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
