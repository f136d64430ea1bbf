import type { CheckedPattern } from '../runs/check-record.ts';
import type { ClaimRecord } from '../runs/run-record.ts';
import type { Claim, ClaimTest } from '../workload/claim.ts';
import { answered, type ClaimAnswer, figure, untested } from './claim-answer.ts';
import {
  judgeCapacity,
  judgeGrowth,
  judgeHotPartition,
  judgeSpike,
  judgeStorage,
  judgeTimes,
} from './claim-capacity.ts';
import { judgeCost, judgeSaving, judgeUnits } from './claim-costs.ts';
import type { ClaimEvidence } from './claim-evidence.ts';
import { judgeLatency } from './claim-latency.ts';

export type { ClaimEvidence } from './claim-evidence.ts';

/** Holds each claim against the evidence: holds, does not hold, or not testable here, with the figure and the reason. */
export function judgeClaims(claims: readonly Claim[], evidence: ClaimEvidence): readonly ClaimRecord[] {
  return claims.map(({ id, says, test }) => ({ claim: id, says, ...judged(test, evidence) }));
}

function judged(test: ClaimTest, evidence: ClaimEvidence): ClaimAnswer {
  switch (test.kind) {
    case 'latency':
      return judgeLatency(test, evidence);
    case 'monthly cost':
      return judgeCost(test, evidence);
    case 'monthly units':
      return judgeUnits(test, evidence);
    case 'capacity':
      return judgeCapacity(test, evidence);
    case 'monthly saving':
      return judgeSaving(test, evidence);
    case 'storage':
      return judgeStorage(test, evidence);
    case 'storage growth':
      return judgeGrowth(test, evidence);
    case 'requests':
      return judgeRequests(test, evidence);
    case 'no hot partition':
      return judgeHotPartition(test, evidence);
    case 'traffic times':
      return judgeTimes(test, evidence);
    case 'spike':
      return judgeSpike(test, evidence);
    case 'every pattern has a path':
      return judgePaths(evidence);
    case 'every answer is the same':
      return judgeAnswers(evidence);
    case 'not testable':
      return untested(test.why);
  }
}

type Requests = Extract<ClaimTest, { kind: 'requests' }>;

/** Requests that an operation makes on average; pages of a long answer are requests of their own. */
function judgeRequests({ pattern, target, atLeast, atMost }: Requests, { record }: ClaimEvidence): ClaimAnswer {
  const of = record.targets.find(({ name }) => name === target)?.patterns.find((one) => one.pattern === pattern);
  const operations = (of?.completed ?? 0) + (of?.failed ?? 0);
  if (of?.requests === undefined || operations === 0)
    return untested(`the run did not measure ${pattern} on ${target}`);
  const each = of.requests / operations;
  const isEnough = atLeast === undefined || each >= atLeast;
  const isFew = atMost === undefined || each <= atMost;
  const why = isEnough && isFew ? 'as claimed' : isEnough ? `more than ${atMost}` : `fewer than ${atLeast}`;
  return answered(
    isEnough && isFew,
    `${figure(each)} ${each === 1 ? 'request' : 'requests'} an operation on ${target}`,
    why,
  );
}

function judgePaths({ record, scanning }: ClaimEvidence): ClaimAnswer {
  const told = record.coverage?.withoutPath.filter(({ target }) => target === 'dynamodb').map(({ pattern }) => pattern);
  const without = [...new Set([...(told ?? []), ...scanning])].sort();
  if (without.length === 0) return answered(true, 'every pattern has a key or an index', 'no pattern scans a table');
  const found = `${without.length} without a key or an index: ${without.join(', ')}`;
  return answered(false, found, 'they scan a table, and cost more with every record in it');
}

function judgeAnswers({ record: { check } }: ClaimEvidence): ClaimAnswer {
  if (check === undefined) return untested('the run carries no comparison of answers: `patternbench check` makes one');
  const differs = check.patterns.filter(({ verdict }) => verdict === 'differs' || verdict === 'differs by design');
  const open = check.patterns.filter(({ verdict }) => verdict === 'not compared');
  const found = `${differs.length} of ${check.patterns.length} patterns answer differently`;
  if (differs.length > 0) return answered(false, found, differs.map(differenceWords).join('; '));
  if (open.length > 0) return untested(`${open.map(({ pattern }) => pattern).join(', ')} were not compared`, found);
  return answered(true, found, 'all answers were equal for the same parameters');
}

function differenceWords({ pattern, difference, why }: CheckedPattern): string {
  return `${pattern}: ${why ?? difference ?? 'different answers'}`;
}
