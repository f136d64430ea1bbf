import type { LedgerRecord, LedgerRow, UnitPair } from '../src/runs/ledger-record.ts';
import { units, whole } from './figures.ts';

/** A table or index of a pattern for which the report and the rules are not the same. */
export interface LedgerDifference {
  readonly pattern: string;
  readonly row: LedgerRow;
  readonly isExplained: boolean;
}

/** What nobody can explain first. */
export function ledgerDifferences({ patterns }: LedgerRecord): LedgerDifference[] {
  const differences = patterns.flatMap(({ pattern, rows }) =>
    rows.filter((row) => differs(row)).map((row) => ({ pattern, row, isExplained: row.unexplained === 0 })),
  );
  return differences.sort((one, other) => Number(one.isExplained) - Number(other.isExplained));
}

/** Whether some request differs: sums may still be the same. */
export function differs({ unexplained, faults }: LedgerRow): boolean {
  return unexplained > 0 || faults.length > 0;
}

/** One line: `DynamoDB Local 3.3.1 reports what the documented rules give: 40 patterns, 391 operations compared`. */
export function ledgerSentence(ledger: LedgerRecord, engine: string): string {
  const { patterns, left } = ledger;
  if (patterns.length === 0) return `nothing compared with the documented rules (${left[0]?.why ?? 'no pattern'})`;
  const operations = patterns.reduce((sum, one) => sum + one.operations, 0);
  const compared = `${whole(operations)} ${operations === 1 ? 'operation' : 'operations'} compared`;
  const not = left.length === 0 ? '' : `; not compared: ${left.map(({ pattern }) => pattern).join(', ')}`;
  const differences = ledgerDifferences(ledger);
  if (differences.length === 0) {
    return `${engine} reports what the documented rules give: ${patternsText(patterns.length)}, ${compared}${not}`;
  }
  const different = new Set(differences.map(({ pattern }) => pattern)).size;
  const open = new Set(differences.flatMap(({ pattern, isExplained }) => (isExplained ? [] : [pattern]))).size;
  const how = open === 0 ? 'known faults explain them all' : `${open} unexplained`;
  return `${engine} differs from the documented rules in ${different} of ${patternsText(patterns.length)} (${how}), ${compared}${not}`;
}

const patternsText = (count: number): string => `${whole(count)} ${count === 1 ? 'pattern' : 'patterns'}`;

/** `12 Loans GSI2: nothing reported, 44 write units by the rules (index-writes)`, of all operations compared. */
export function differenceLine({ pattern, row }: LedgerDifference): string {
  const { faults, unexplained, first, reported, modelled } = row;
  const open = unexplained === 0 ? [] : [`unexplained in ${unexplained} of the requests, first a ${first ?? ''}`];
  const why = [...faults, ...open].join('; ');
  return `${pattern} ${payer(row)}: ${pairText(reported)} reported, ${pairText(modelled)} by the rules (${why})`;
}

export function payer({ table, index }: Pick<LedgerRow, 'table' | 'index'>): string {
  return index === null ? table : `${table} ${index}`;
}

export function pairText({ read, write }: UnitPair): string {
  const parts = [...(read > 0 ? [`${units(read)} read`] : []), ...(write > 0 ? [`${units(write)} write`] : [])];
  return parts.length === 0 ? 'nothing' : `${parts.join(' and ')} units`;
}

const shown = 6;

/** For a terminal: the sentence, and under it the rows that differ with what is known about them; `rest`: where all are. */
export function ledgerTexts(ledger: LedgerRecord, engine: string, rest: string, most = shown): string[] {
  const differences = ledgerDifferences(ledger);
  const more = differences.length - most;
  return [
    ledgerSentence(ledger, engine),
    ...differences.slice(0, most).map(differenceLine),
    ...(more > 0 ? [`and ${more} more rows of the ledger ${rest}`] : []),
    ...ledger.faults.map(
      ({ id, text, modelStandsIn }) => `${id}: ${text}${modelStandsIn ? ' (modelled units stand in)' : ''}`,
    ),
  ];
}
