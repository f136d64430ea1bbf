import type { ClaimRecord } from '../runs/run-record.ts';
import type { MissingPattern } from './claim-evidence.ts';

/** What came of testing one claim. */
export type ClaimAnswer = Pick<ClaimRecord, 'found' | 'verdict' | 'why'>;

export function answered(holds: boolean, found: string, why: string): ClaimAnswer {
  return { found, verdict: holds ? 'holds' : 'does not hold', why };
}

export function untested(why: string, found = ''): ClaimAnswer {
  return { found, verdict: 'not testable here', why };
}

/**
 * A claim that a figure is at most so much, where the figure is only a lower bound because the run lacks patterns: it
 * can be refuted, not confirmed.
 */
export function ofLowerBound(answer: ClaimAnswer, isAbove: boolean, missing: readonly MissingPattern[]): ClaimAnswer {
  if (missing.length === 0 || isAbove) return answer;
  return untested(
    `the run did not measure ${missing.map(({ pattern }) => pattern).join(', ')}: the figure is too low by them`,
    answer.found,
  );
}

/** Those that read or write a table, its indexes, or one of them. */
export function missingIn(
  missing: readonly MissingPattern[],
  table: string,
  isPart: (index: string | null) => boolean,
): readonly MissingPattern[] {
  return missing.filter(({ parts }) => parts.some((part) => part.table === table && isPart(part.index)));
}

export function usdText(usd: number): string {
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

export function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

export function wholeText(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function shareText(share: number): string {
  return `${figure(100 * share)} %`;
}
