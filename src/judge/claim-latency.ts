import type { PatternRecord } from '../runs/run-record.ts';
import type { ClaimTest } from '../workload/claim.ts';
import { answered, type ClaimAnswer, figure, untested, wholeText } from './claim-answer.ts';
import type { ClaimEvidence } from './claim-evidence.ts';

type Test = Extract<ClaimTest, { kind: 'latency' }>;

/** A percentile needs ten samples beyond it. */
const samplesBeyond = 10;

/** Against the response time. What an emulator answers in says nothing of the service. */
export function judgeLatency(
  { pattern, target, quantile, atLeastMs, belowMs }: Test,
  { record }: ClaimEvidence,
): ClaimAnswer {
  const measured = record.targets.find(({ name }) => name === target);
  const of = measured?.patterns.find((one) => one.pattern === pattern);
  if (measured === undefined || of === undefined || of.completed === 0)
    return untested(`the run did not measure ${pattern} on ${target}`);
  const value = percentileOf(of, quantile);
  const name = `p${100 * quantile}`;
  const found =
    value === null ? `${name} above what was waited for` : `${name} ${figure(value)} ms on ${measured.provenance}`;
  if (measured.latencyIs === 'emulator') {
    return untested('the latency of an emulator says nothing about DynamoDB’s; on AWS this can be tested', found);
  }
  const needed = Math.ceil(samplesBeyond / (1 - quantile));
  if (of.scheduled < needed)
    return untested(
      `${wholeText(of.scheduled)} ${of.scheduled === 1 ? 'sample' : 'samples'}; ${name} needs ${wholeText(needed)}`,
      found,
    );
  if (measured.generator.saturated === true) return untested('the load generator was saturated', found);
  const isBelow = value !== null && value < belowMs;
  const isAbove = value === null || atLeastMs === undefined || value >= atLeastMs;
  const limits = atLeastMs === undefined ? `under ${belowMs} ms` : `${atLeastMs} to ${belowMs} ms`;
  const why = isBelow && isAbove ? `within ${limits}` : isBelow ? `faster than ${limits}` : `not ${limits}`;
  return answered(isBelow && isAbove, found, why);
}

function percentileOf({ response }: PatternRecord, quantile: number): number | null {
  const known: Readonly<Record<string, number | null>> = {
    '0.5': response.p50,
    '0.9': response.p90,
    '0.95': response.p95,
    '0.99': response.p99,
    '0.999': response.p999,
  };
  return known[String(quantile)] ?? null;
}
