import type { ClaimTest } from '../workload/claim.ts';
import {
  answered,
  type ClaimAnswer,
  figure,
  missingIn,
  ofLowerBound,
  shareText,
  untested,
  wholeText,
} from './claim-answer.ts';
import type { ClaimEvidence } from './claim-evidence.ts';

type Test<Kind extends ClaimTest['kind']> = Extract<ClaimTest, { kind: Kind }>;

const unplanned = 'the month could not be planned at that number of users';

/** The busiest hour of the average week against the units that are said to be enough. */
export function judgeCapacity(test: Test<'capacity'>, evidence: ClaimEvidence): ClaimAnswer {
  const { dau, table, index = null, readUnits, writeUnits } = test;
  const part = evidence.month(dau)?.parts.find((one) => one.table === table && one.index === index);
  if (part === undefined) return untested(unplanned);
  const isEnough = part.readPeak <= readUnits && part.writePeak <= writeUnits;
  const found = `${index === null ? table : `${table} ${index}`}: ${figure(part.readPeak)} read and ${figure(part.writePeak)} write units/s at the week’s peak`;
  const why = isEnough ? 'both are below' : 'more is asked for in the busiest hour';
  const missing = missingIn(evidence.missing, table, (other) => other === index);
  return ofLowerBound(answered(isEnough, found, why), !isEnough, missing);
}

/** A tenth more or less. */
export function judgeStorage({ dau, gb }: Test<'storage'>, evidence: ClaimEvidence): ClaimAnswer {
  const month = evidence.month(dau);
  if (month === null) return untested(unplanned);
  const reached = month.storedGb.findIndex((stored) => stored >= gb);
  const when = reached < 0 ? `${gb} GB are not reached in a year` : `${gb} GB are reached in month ${reached + 1}`;
  const found = `${figure(month.storedNowGb)} GB after ${evidence.months} months, indexes included`;
  return answered(Math.abs(month.storedNowGb - gb) <= gb / 10, found, when);
}

export function judgeGrowth({ dau, gbPerMonth }: Test<'storage growth'>, evidence: ClaimEvidence): ClaimAnswer {
  const month = evidence.month(dau);
  const [first = 0] = month?.storedGb ?? [];
  const last = month?.storedGb.at(-1) ?? 0;
  const months = (month?.storedGb.length ?? 0) - 1;
  if (months < 1) return untested(unplanned);
  const perMonth = (last - first) / months;
  const found = `${figure(perMonth)} GB a month from the first to the last of a year, indexes included`;
  return answered(perMonth < gbPerMonth, found, `against ${gbPerMonth} GB`);
}

export function judgeHotPartition({ dau }: Test<'no hot partition'>, evidence: ClaimEvidence): ClaimAnswer {
  const month = evidence.month(dau);
  const hottest = month?.keys[0];
  if (month == null || hottest === undefined) return untested('no key of the workload’s operations could be followed');
  const { key, where, direction, unitsPerSecond, limitUnits } = hottest;
  const found = `${key} in ${where}: ${figure(unitsPerSecond)} of ${wholeText(limitUnits)} ${direction} units/s at the week’s peak`;
  const isCool = unitsPerSecond < limitUnits;
  const why = isCool ? 'no key reaches what one partition serves' : 'more than one partition serves';
  // A scan is spread over all partitions: it heats no key.
  const missing = evidence.missing.filter(({ parts }) => parts.length === 0 || parts.some(({ hasKey }) => hasKey));
  return ofLowerBound(answered(isCool, found, why), !isCool, missing);
}

/** More users on the same tables: no limit is reached. */
export function judgeTimes({ dau, factor }: Test<'traffic times'>, evidence: ClaimEvidence): ClaimAnswer {
  const users = dau * factor;
  const month = evidence.month(users);
  if (month === null) return untested(unplanned);
  const worst = [...month.parts].sort((one, other) => one.served - other.served)[0];
  const { nearest } = month;
  const isReached = nearest !== null && nearest.dau <= users;
  const isServed = worst === undefined || worst.served > 1 - 1e-9;
  const served =
    worst === undefined || isServed
      ? 'all units are served'
      : `${worst.index ?? worst.table} serves ${shareText(worst.served)} of its units`;
  const limit =
    nearest === null ? 'no limit is near' : `the nearest limit is at ${wholeText(nearest.dau)} DAU: ${nearest.what}`;
  const answer = answered(!isReached && isServed, `at ${wholeText(users)} DAU ${served}`, limit);
  return ofLowerBound(answer, isReached || !isServed, evidence.missing);
}

export function judgeSpike({ dau, factor }: Test<'spike'>, evidence: ClaimEvidence): ClaimAnswer {
  const spike = evidence.spike(dau, factor);
  if (spike === null) return untested('a day of so many operations is not simulated');
  const { operations, throttledOperations, throttledMinutes, first } = spike;
  const found = `${wholeText(throttledOperations)} of ${wholeText(operations)} operations throttled, in ${wholeText(throttledMinutes)} ${throttledMinutes === 1 ? 'minute' : 'minutes'}`;
  const isServed = throttledOperations === 0;
  const why = `half an hour of ${factor} times the mean, simulated${isServed ? '' : `; first by ${first}`}`;
  return ofLowerBound(answered(isServed, found, why), !isServed, evidence.missing);
}
