import { type Findings, nearest, shown } from '../workload/findings.ts';
import { FieldReader, type Fields, isUnset } from './executor-fields.ts';

/** Options of a script beside its scenarios and thresholds, k6's defaults filled in. */
export interface TopLevel {
  /** On every sample of the run. */
  readonly tags: Readonly<Record<string, string>>;
  readonly setupTimeoutMs: number;
  readonly teardownTimeoutMs: number;
  readonly handleSummaryTimeoutMs: number;
  readonly noSetup: boolean;
  readonly noTeardown: boolean;
  /** An iteration that was faster is followed by a pause; it is not part of what is measured. */
  readonly minIterationDurationMs: number;
  readonly summaryTrendStats: readonly string[];
  readonly summaryTimeUnit: 's' | 'ms' | 'us' | null;
}

const known = [
  'scenarios',
  'vus',
  'duration',
  'iterations',
  'stages',
  'thresholds',
  'tags',
  'setupTimeout',
  'teardownTimeout',
  'handleSummaryTimeout',
  'minIterationDuration',
  'summaryTrendStats',
  'summaryTimeUnit',
  'noSetup',
  'noTeardown',
  'ext',
];

/** k6's options about HTTP, the browser and its own cloud, which mean nothing to a database's client. */
const ignored = [
  'batch',
  'batchPerHost',
  'blacklistIPs',
  'blockHostnames',
  'cloud',
  'discardResponseBodies',
  'dns',
  'hosts',
  'httpDebug',
  'insecureSkipTLSVerify',
  'localIPs',
  'maxRedirects',
  'noConnectionReuse',
  'noCookiesReset',
  'noUsageReport',
  'noVUConnectionReuse',
  'rps',
  'systemTags',
  'throw',
  'tlsAuth',
  'tlsCipherSuites',
  'tlsVersion',
  'userAgent',
];

/** What a script may not decide, and what to use instead. */
const refused: Readonly<Record<string, string>> = {
  executionSegment: 'nothing: --workers divides the load',
  executionSegmentSequence: 'nothing: --workers divides the load',
  linger: 'nothing: the command ends with the run',
  paused: 'nothing: the run starts when it is started',
};

const trendStats = /^(avg|min|med|max|count|p\(\d+(\.\d+)?\))$/;

export function readTopLevel(fields: Fields, place: string, findings: Findings, warnings: string[]): TopLevel {
  for (const [name, value] of Object.entries(fields)) {
    if (known.includes(name) || isUnset(value)) continue;
    const instead = refused[name];
    if (instead !== undefined) findings.add(`${place}.${name}`, shown(value), instead);
    else if (ignored.includes(name))
      warnings.push(`${place}.${name} is ignored: it is about k6's HTTP client or its cloud`);
    else findings.add(`${place}.${name}`, 'an unknown option', nearest(name, known) ?? `one of ${known.join(', ')}`);
  }
  const reader = new FieldReader(fields, place, findings);
  const timeout = (name: string, fallback = 60_000) =>
    reader.durationMs(name, { least: 0, above: true, fallback, tooSmall: `the ${name} must be more than 0` });
  return {
    tags: reader.texts('tags'),
    setupTimeoutMs: timeout('setupTimeout'),
    teardownTimeoutMs: timeout('teardownTimeout'),
    handleSummaryTimeoutMs: timeout('handleSummaryTimeout', 120_000),
    noSetup: reader.flag('noSetup'),
    noTeardown: reader.flag('noTeardown'),
    minIterationDurationMs: reader.durationMs('minIterationDuration', {
      least: 0,
      fallback: 0,
      tooSmall: "the minIterationDuration can't be negative",
    }),
    summaryTrendStats: readTrendStats(fields.summaryTrendStats, `${place}.summaryTrendStats`, findings),
    summaryTimeUnit: readTimeUnit(fields.summaryTimeUnit, `${place}.summaryTimeUnit`, findings),
  };
}

function readTrendStats(value: unknown, place: string, findings: Findings): readonly string[] {
  if (isUnset(value)) return ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];
  const list = findings.filledList(place, value);
  return list.filter((stat, k): stat is string =>
    findings.text(`${place}[${k}]`, stat, { is: trendStats, says: 'avg, min, med, max, count or p(N)' }),
  );
}

function readTimeUnit(value: unknown, place: string, findings: Findings): TopLevel['summaryTimeUnit'] {
  if (isUnset(value)) return null;
  const unit = (['s', 'ms', 'us'] as const).find((one) => one === value);
  if (unit === undefined) findings.add(place, shown(value), 's, ms or us');
  return unit ?? null;
}
