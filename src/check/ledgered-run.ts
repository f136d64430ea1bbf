import type { Consumed } from '../measure/measurement.ts';
import type { LedgerPattern, LedgerRecord } from '../runs/ledger-record.ts';
import type { PatternRecord, RunRecord, TargetRecord } from '../runs/run-record.ts';

/**
 * A run with its ledger. Beside each pattern's units as reported stand those by the rules: the report, and for each
 * operation that was answered the mean difference of those that were compared, so that what agrees request by request is
 * the same to the unit. Where a known fault makes the report useless the rules' figures take its place: `unitsAre` is
 * decided pattern by pattern, and a target's is `modelled` where that of one of its patterns is.
 */
export function withLedger(record: RunRecord, ledger: LedgerRecord): RunRecord {
  const targets = record.targets.map((target) => (target.name === 'dynamodb' ? ledgered(target, ledger) : target));
  return { ...record, targets };
}

function ledgered(target: TargetRecord, ledger: LedgerRecord): TargetRecord {
  const standIns = new Set(ledger.faults.flatMap(({ id, modelStandsIn }) => (modelStandsIn ? [id] : [])));
  const patterns = target.patterns.map((pattern) => {
    const compared = ledger.patterns.find((one) => one.pattern === pattern.pattern);
    return compared === undefined ? pattern : withModel(pattern, compared, standIns);
  });
  const isModelled = patterns.some(({ unitsAre }) => unitsAre === 'modelled');
  if (!isModelled) return { ...target, patterns, ledger };
  const labelled = patterns.map((pattern) => ({ ...pattern, unitsAre: pattern.unitsAre ?? target.unitsAre }));
  return { ...target, unitsAre: 'modelled', patterns: labelled, ledger };
}

function withModel(pattern: PatternRecord, compared: LedgerPattern, standIns: ReadonlySet<string>): PatternRecord {
  const modelled = modelledTotals(pattern, compared);
  const standsIn = compared.rows.some(({ faults }) => faults.some((id) => standIns.has(id)));
  return standsIn ? { ...pattern, consumed: modelled, unitsAre: 'modelled' } : { ...pattern, modelled };
}

function modelledTotals(
  { consumed, completed, errors }: PatternRecord,
  { rows, operations }: LedgerPattern,
): Consumed[] {
  const scale = (completed + errors.wrong) / operations;
  const totals = new Map(consumed.map((part) => [placeOf(part), part]));
  for (const row of rows) {
    const { table, index, reported, modelled } = row;
    const before = totals.get(placeOf(row)) ?? { table, index, read: 0, write: 0 };
    const sum = (of: 'read' | 'write'): number => before[of] + inHalves((modelled[of] - reported[of]) * scale);
    totals.set(placeOf(row), { table, index, read: sum('read'), write: sum('write') });
  }
  return [...totals.values()];
}

const placeOf = ({ table, index }: Pick<Consumed, 'table' | 'index'>): string => JSON.stringify([table, index]);
/** Units come in halves. */
const inHalves = (units: number): number => Math.round(units * 2) / 2;
