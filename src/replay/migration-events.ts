/** What happened between the engines in one phase to operations of one pattern. Plain sums: a thread posts them. */
export interface MigrationEvents {
  readonly phase: string;
  readonly pattern: string;
  /** Reads that both engines answered, and whose answers were compared. */
  compared: number;
  /** Answers that differed at first and were equal when both engines were asked again: a write was under way. */
  late: number;
  /** Answers that still differed when they had been asked again. */
  mismatches: number;
  firstMismatch: FirstOf | null;
  /** Writes of two that one engine has, or may have, and the other has not. */
  halfWrites: number;
  /** Reads that one engine answered and the other did not. */
  halfReads: number;
  firstHalf: FirstOf | null;
  /** Requests to PostgreSQL that an application of PostgreSQL alone would not send. */
  postgresRequestsAgain: number;
  /** Operations that PostgreSQL was not asked at all. */
  spared: number;
}

/** The earliest of its kind. */
export interface FirstOf {
  readonly atUs: number;
  readonly words: string;
}

export function noEvents(phase: string, pattern: string): MigrationEvents {
  return {
    phase,
    pattern,
    compared: 0,
    late: 0,
    mismatches: 0,
    firstMismatch: null,
    halfWrites: 0,
    halfReads: 0,
    firstHalf: null,
    postgresRequestsAgain: 0,
    spared: 0,
  };
}

/** Adds what another thread, another second or another pattern had to tell. */
export function addEvents(to: MigrationEvents, from: MigrationEvents): void {
  to.compared += from.compared;
  to.late += from.late;
  to.mismatches += from.mismatches;
  to.firstMismatch = earlier(to.firstMismatch, from.firstMismatch);
  to.halfWrites += from.halfWrites;
  to.halfReads += from.halfReads;
  to.firstHalf = earlier(to.firstHalf, from.firstHalf);
  to.postgresRequestsAgain += from.postgresRequestsAgain;
  to.spared += from.spared;
}

export function earlier(one: FirstOf | null, other: FirstOf | null): FirstOf | null {
  if (one === null || other === null) return one ?? other;
  return other.atUs < one.atUs ? other : one;
}
