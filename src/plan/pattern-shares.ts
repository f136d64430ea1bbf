import type { BillLine } from '../bill/bill.ts';
import { type Exact, exactly, isZero, plus, times, toDouble, total, zero } from '../bill/exact.ts';
import type { Demand, PartDemand } from './demand.ts';

/** A row of the bill's third view. `pattern: null`: what no pattern's units are behind. */
export interface PatternBill {
  readonly pattern: string;
  readonly usd: number;
}

/** Rows that stand for no pattern. */
export const storedData = '(stored data)';
export const idleCapacity = '(capacity that no pattern uses)';

/**
 * The DynamoDB money by pattern. Units of a table or index are divided by the units that each pattern takes of it, reads
 * and writes apart: exact for request units; of provisioned capacity each pattern bears its share of the whole, idle
 * hours included. Storage and recovery belong to no pattern. The rows add up to the bill.
 */
export function byPattern(lines: readonly BillLine[], demand: Demand): readonly PatternBill[] {
  const sums = new Map<string, Exact>();
  const add = (pattern: string, usd: Exact): void => {
    sums.set(pattern, plus(sums.get(pattern) ?? zero, usd));
  };
  for (const line of lines) {
    if (line.service !== 'dynamodb') continue;
    const direction = directionOf(line);
    if (direction === null) {
      add(storedData, exactly(line.usd));
      continue;
    }
    const part = demand.parts.find(({ table, index }) => table === line.resource && index === line.index);
    const shares = sharesOf(part, direction);
    if (shares.length === 0) add(idleCapacity, exactly(line.usd));
    for (const { pattern, usd } of divided(exactly(line.usd), shares)) add(pattern, usd);
  }
  return [...sums]
    .map(([pattern, usd]) => ({ pattern, usd: toDouble(usd) }))
    .sort((one, other) => other.usd - one.usd || (one.pattern < other.pattern ? -1 : 1));
}

interface Share {
  readonly pattern: string;
  readonly units: Exact;
}

function sharesOf(part: PartDemand | undefined, direction: 'read' | 'write'): readonly Share[] {
  return (part?.byPattern ?? [])
    .map((one) => ({ pattern: one.pattern, units: exactly(one[direction]) }))
    .filter(({ units }) => !isZero(units));
}

/** usd × units ÷ all units, exactly. */
function divided(usd: Exact, shares: readonly Share[]): { readonly pattern: string; readonly usd: Exact }[] {
  const all = total(shares.map(({ units }) => units));
  return shares.map(({ pattern, units }) => {
    const share = { numerator: units.numerator * all.denominator, denominator: units.denominator };
    // share is units × the denominator of all; what is left is to divide by the numerator of all.
    const product = times(usd, share);
    return { pattern, usd: dividedBy(product, all.numerator) };
  });
}

function dividedBy({ numerator, denominator }: Exact, by: bigint): Exact {
  return times({ numerator, denominator }, inverse(by));
}

function inverse(by: bigint): Exact {
  return { numerator: 1n, denominator: by };
}

/** Whether a line is of reads or of writes; `null` for what is neither. A free-tier line is known by its unit. */
function directionOf({ item, unit }: BillLine): 'read' | 'write' | null {
  if (/^(read|write)-(request-units|capacity-hours)$/.test(item)) return item.startsWith('read') ? 'read' : 'write';
  if (item === 'reserved-upfront' || item === 'reserved-hours' || item === 'free-tier') {
    if (unit.startsWith('RCU')) return 'read';
    if (unit.startsWith('WCU')) return 'write';
  }
  return null;
}
