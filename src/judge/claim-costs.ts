import type { ClaimTest, Range } from '../workload/claim.ts';
import {
  answered,
  type ClaimAnswer,
  missingIn,
  ofLowerBound,
  shareText,
  untested,
  usdText,
  wholeText,
} from './claim-answer.ts';
import type { ClaimEvidence, MissingPattern, MonthEvidence } from './claim-evidence.ts';

type Test<Kind extends ClaimTest['kind']> = Extract<ClaimTest, { kind: Kind }>;

const unplanned = 'the month could not be planned at that number of users';

/** Of a part's units, what capacity serves where it is enough: short bursts may be throttled. */
const enough = 0.999;

/** Storage has its own line in a design's bill: a table's cost is that of its throughput. */
const storageItems: ReadonlySet<string> = new Set(['storage', 'pitr', 'backup', 'restore']);

export function judgeCost(test: Test<'monthly cost'>, evidence: ClaimEvidence): ClaimAnswer {
  const month = evidence.month(test.dau);
  if (month === null) return untested(unplanned);
  if (test.of === 'postgres') {
    if (month.postgres === null) return untested('no instance class of the price table is large enough');
    const { usd, mode } = month.postgres;
    return answered(isWithin(usd, test.usd), `${usdText(usd)} (${mode})`, rangeWords(usd, test.usd));
  }
  const { usd, what } = costOf(test, month);
  const short = test.item === undefined ? unserved(test, month) : null;
  if (short !== null) return answered(false, `${usdText(usd)} ${what}`, short);
  const found = `${usdText(usd)} ${what}`;
  const answer = answered(isWithin(usd, test.usd), found, rangeWords(usd, test.usd));
  return test.item === 'storage' ? answer : ofLowerBound(answer, usd > test.usd.high, missingOf(test, evidence));
}

/** What is paid for must be enough: a price that leaves units unserved is not the price of the workload. */
function unserved({ table, index }: Test<'monthly cost'>, { parts, onDemandUsd }: MonthEvidence): string | null {
  const own = parts.filter(
    (part) => table === undefined || (part.table === table && (index === 'all') === (part.index !== null)),
  );
  const [worst] = [...own].sort((one, other) => one.served - other.served);
  if (worst === undefined || worst.served > enough) return null;
  const where = worst.index === null ? worst.table : `${worst.table} ${worst.index}`;
  return `that capacity serves ${shareText(worst.served)} of the units of ${where}; all of the month served on demand costs ${usdText(onDemandUsd)}`;
}

function missingOf({ table, index }: Test<'monthly cost'>, { missing }: ClaimEvidence): readonly MissingPattern[] {
  if (table === undefined) return missing;
  return missingIn(missing, table, (part) => (index === 'all') === (part !== null));
}

function costOf({ table, index, item }: Test<'monthly cost'>, { designed }: MonthEvidence) {
  const lines = designed.lines.filter(
    (line) =>
      (table === undefined || line.resource === table) &&
      (table === undefined || (index === 'all') === (line.index !== null)) &&
      (item === undefined || line.item === item) &&
      (table === undefined || item !== undefined || !storageItems.has(line.item)),
  );
  const usd = lines.reduce((sum, line) => sum + line.usd, 0);
  const what = table === undefined ? 'as designed' : 'as designed, storage apart';
  return { usd, what: item === undefined ? what : `of ${item}` };
}

function isWithin(value: number, { low, high }: Range): boolean {
  return value >= low && value <= high;
}

function rangeWords(usd: number, { low, high }: Range): string {
  const range = low === 0 ? `up to ${usdText(high)}` : `${usdText(low)} to ${usdText(high)}`;
  if (usd < low) return `below ${range}: the claim is too high`;
  return usd > high ? `above ${range}` : `within ${range}`;
}

/** Units may be a tenth off. */
export function judgeUnits({ dau, unit, units }: Test<'monthly units'>, evidence: ClaimEvidence): ClaimAnswer {
  const month = evidence.month(dau);
  if (month === null) return untested(unplanned);
  const found = unit === 'read' ? month.readUnits : month.writeUnits;
  const isClose = Math.abs(found - units) <= units / 10;
  const words = `${wholeText(found)} ${unit} units a month`;
  const why = isClose
    ? 'within a tenth'
    : `${(found / units).toLocaleString('en-US', { maximumSignificantDigits: 3 })} times as many`;
  return ofLowerBound(answered(isClose, words, why), found > units * 1.1, evidence.missing);
}

export function judgeSaving({ dau, by, usd, share }: Test<'monthly saving'>, evidence: ClaimEvidence): ClaimAnswer {
  const month = evidence.month(dau);
  if (month === null) return untested(unplanned);
  const saving = month.savings[by];
  if (saving === undefined) return untested(notPart[by] ?? 'the workload has nothing that shows it');
  const dollars = saving.usd === null ? [] : [`${usdText(saving.usd)} a month`];
  const shares = saving.share === null ? [] : [shareText(saving.share)];
  const found = [...dollars, ...shares].join(', ');
  if (usd !== undefined && saving.usd !== null) return answered(saving.usd >= 0.9 * usd, found, saving.how);
  if (share !== undefined && saving.share !== null) return answered(isWithin(saving.share, share), found, saving.how);
  return untested(saving.how, found);
}

/** Savings by what is not in the design's tables. */
const notPart: Readonly<Partial<Record<Test<'monthly saving'>['by'], string>>> = {
  cache: 'no cache is part of the workload: how often it would hit depends on its size and on how stale answers may be',
  'time to live': 'no table of the layout has a time to live',
};
