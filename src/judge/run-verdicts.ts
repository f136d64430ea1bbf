import type { PatternRecord, TargetRecord, VerdictRecord } from '../runs/run-record.ts';
import type { AnyPattern } from '../workload/pattern.ts';

/** How much may go wrong. */
export interface Allowed {
  readonly failed: number;
  readonly dropped: number;
}

/**
 * The verdicts of one target from what a run saved of it: each pattern's own objective, and that nothing failed and
 * nothing was dropped. Objectives judge what was measured, whatever the engine; `why` says when that is an emulator.
 */
export function judgeTarget(target: TargetRecord, patterns: readonly AnyPattern[], allowed: Allowed): VerdictRecord[] {
  return target.patterns.flatMap((record) => {
    const objective = patterns.find(({ id }) => id === record.pattern)?.objective ?? null;
    const verdicts = [
      countVerdict(target, record, 'failed', allowed.failed),
      countVerdict(target, record, 'dropped', allowed.dropped),
    ];
    return objective === null ? verdicts : [latencyVerdict(target, record, objective), ...verdicts];
  });
}

const msOf: Readonly<Record<string, number>> = { ms: 1, s: 1000 };

/** `p(99) < 50ms` → 99 and 50. */
export function objectiveOf(text: string): { readonly percentile: number; readonly limitMs: number } {
  const match = /^p\(\s*([\d.]+)\s*\)\s*<\s*([\d.]+)(ms|s)$/.exec(text);
  if (match === null) throw new RangeError(`no objective: ${text}`);
  return { percentile: Number(match[1]), limitMs: Number(match[2]) * (msOf[match[3] ?? ''] ?? 1) };
}

function latencyVerdict(target: TargetRecord, pattern: PatternRecord, text: string): VerdictRecord {
  const { percentile, limitMs } = objectiveOf(text);
  const { verdict, value, why } = judged(target, pattern, percentile, limitMs);
  const label =
    target.latencyIs === 'emulator' ? `${why}; ${target.provenance} is an emulator: this is its own latency` : why;
  return { target: target.name, pattern: pattern.pattern, objective: `response ${text}`, value, verdict, why: label };
}

type Judged = Pick<VerdictRecord, 'verdict' | 'value' | 'why'>;

/** Ten samples beyond a percentile are the fewest that say something of it: 1,000 for p99. */
export function samplesNeeded(percentile: number): number {
  return Math.ceil(Math.round(1e9 / (1 - percentile / 100)) / 1e8);
}

function judged(target: TargetRecord, pattern: PatternRecord, percentile: number, limitMs: number): Judged {
  const value = percentileOf(pattern, percentile);
  const name = `p${percentile}`;
  const ended = pattern.completed + pattern.failed;
  if (pattern.scheduled === 0) return { verdict: 'unproven', value: null, why: 'no operation was due' };
  if (value === null) {
    const why = `${name} falls among ${pattern.dropped} dropped of ${pattern.scheduled}: above what was waited for`;
    return ended < pattern.scheduled
      ? { verdict: 'missed', value, why }
      : { verdict: 'unproven', value, why: `${name} was not recorded` };
  }
  if (target.generator.saturated === true) {
    return {
      verdict: 'unproven',
      value,
      why: `the generator was saturated: ${target.generator.why ?? 'it could not keep the schedule'}`,
    };
  }
  const needed = samplesNeeded(percentile);
  if (pattern.scheduled < needed) {
    return { verdict: 'unproven', value, why: `${pattern.scheduled} samples, ${name} needs ${needed}` };
  }
  const [low, high] = (percentile === 99 ? pattern.response.p99Interval : null) ?? [value, value];
  const range = `${name} ${figure(value)} ms, 95 % interval ${figure(low)} to ${figure(high)} ms`;
  if (value < limitMs) {
    const isSure = high !== null && high < limitMs;
    return isSure
      ? { verdict: 'met', value, why: `${range}, below ${limitMs} ms` }
      : { verdict: 'unproven', value, why: `${range}, which reaches the limit of ${limitMs} ms` };
  }
  const isSure = low !== null && low >= limitMs;
  return isSure
    ? { verdict: 'missed', value, why: `${range}, not below ${limitMs} ms` }
    : { verdict: 'unproven', value, why: `${range}, which reaches below the limit of ${limitMs} ms` };
}

function percentileOf({ response }: PatternRecord, percentile: number): number | null {
  const known: Readonly<Record<number, number | null>> = {
    50: response.p50,
    90: response.p90,
    95: response.p95,
    99: response.p99,
    99.9: response.p999,
  };
  return known[percentile] ?? null;
}

function figure(ms: number | null): string {
  return ms === null ? 'unbounded' : String(Number(ms.toPrecision(3)));
}

function countVerdict(
  target: TargetRecord,
  pattern: PatternRecord,
  what: 'failed' | 'dropped',
  limit: number,
): VerdictRecord {
  const value = pattern[what];
  const objective = limit === 0 ? `${what} == 0` : `${what} <= ${limit}`;
  const base = { target: target.name, pattern: pattern.pattern, objective, value };
  if (pattern.scheduled === 0) return { ...base, verdict: 'unproven', why: 'no operation was due' };
  if (value <= limit) return { ...base, verdict: 'met', why: `${value} of ${pattern.scheduled}` };
  const kinds = Object.entries(pattern.errors).filter(([, count]) => count > 0);
  const because = what === 'failed' ? ` (${kinds.map(([kind, count]) => `${count} ${kind}`).join(', ')})` : '';
  return { ...base, verdict: 'missed', why: `${value} of ${pattern.scheduled}${because}` };
}
