import { unitsOf } from '../coverage/pattern-coverage.ts';
import type { Stored } from '../plan/stored.ts';
import type { DynamoDbStep } from '../runs/coverage-record.ts';
import type { PatternFacts } from './evidence/pattern-facts.ts';
import type { WriteFacts } from './evidence/write-facts.ts';

/** Read units of a page of 1 MB. */
const eventualPageUnits = 128;

/** The most units of one request that pages. */
export function pageUnits(consistency: DynamoDbStep['consistency']): number {
  return consistency === 'strong' ? 2 * eventualPageUnits : eventualPageUnits;
}

/** Bytes that a scan of a table or index reads. */
export function bytesAt({ parts }: Stored, place: Pick<DynamoDbStep, 'table' | 'index'>): number {
  return parts.find((part) => part.table === place.table && part.index === place.index)?.readBytes ?? 0;
}

/** A share of units, 0 to 1, and of what. */
export interface UnitShare {
  readonly share: number;
  /** `of all read units`, `of the read units that were measured`. */
  readonly of: string;
}

/**
 * A pattern's share of the units of one direction on an average day; `null` where most patterns with traffic were not
 * measured.
 */
export function shareOfUnits(
  patterns: readonly PatternFacts[],
  pattern: PatternFacts,
  direction: 'read' | 'write',
): UnitShare | null {
  const used = patterns.filter(({ perDay }) => perDay > 0);
  const measured = used.filter(({ dynamodb }) => dynamodb !== null).length;
  if (2 * measured < used.length) return null;
  const of = measured === used.length ? `of all ${direction} units` : `of the ${direction} units that were measured`;
  const perDay = ({ dynamodb, perDay: operations }: PatternFacts): number =>
    dynamodb === null ? 0 : operations * unitsOf(dynamodb.perOperation)[direction];
  const all = patterns.reduce((sum, one) => sum + perDay(one), 0);
  return { share: all === 0 ? 0 : perDay(pattern) / all, of };
}

/** Write units that one operation takes of an index, on average. */
export function indexUnits({ changes, operations }: WriteFacts, table: string, index: string): number {
  const all = changes
    .filter((change) => change.table === table)
    .flatMap(({ indexes }) => indexes.filter((one) => one.index === index));
  return all.reduce((sum, { units }) => sum + units, 0) / Math.max(1, operations);
}
