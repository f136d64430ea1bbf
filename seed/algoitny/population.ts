import type { Size } from 'patternbench';

/**
 * How many records there are. Every assumption about the site's size stands in this table and nowhere else.
 *
 * | what             | how many                              | 100 DAU, 3 days | 1,000 DAU, 7 days | why |
 * |------------------|---------------------------------------|-----------------|-------------------|-----|
 * | users            | 5 × DAU                               | 500             | 5,000             | a fifth of those who registered come on a given day, as on sites that people use for months |
 * | problems         | 20 × DAU^0.7                          | 502             | 2,518             | the catalogue grows with the community, but slower than it |
 * | test cases       | 10 a problem on average (geometric)   | 5,014           | 25,186            | many problems have a handful, few have dozens |
 * | runs             | 20 × DAU × days                       | 6,000           | 140,000           | the design: 20 executions per user and day; kept for ever |
 * | usage logs       | 22 × DAU × days, of at most 90 days   | 6,600           | 154,000           | a log for each execution and each of 2 hints per user and day; the design lets them expire after 90 days |
 * | generation jobs  | 50 per 1,000 DAU and day, + 30 days   | 165             | 1,850             | the design's registrations, and the month of jobs before the history starts |
 * | plans            | 5                                     | 5               | 5                 | Free, Basic, Pro, Team, and one that is no longer sold |
 */
export function userCount({ dau }: Size): number {
  return Math.max(20, 5 * dau);
}

export function problemCount({ dau }: Size): number {
  return Math.max(40, Math.round(20 * dau ** 0.7));
}

/** Runs come in blocks of ten with one hint: 20 executions and 2 hints per user and day. */
export const runsPerBlock = 10;
export const logsPerBlock = runsPerBlock + 1;

export function runBlocks({ dau, days }: Size): number {
  return Math.max(1, Math.round(2 * dau * days));
}

/** The usage log's time to live, as the design has it. */
export const usageLogDays = 90;

/** The youngest blocks of runs, whose usage logs have not expired. */
export function logBlocks({ dau, days }: Size): number {
  return runBlocks({ dau, days: Math.min(days, usageLogDays) });
}

/** Days of generation jobs before the history starts: jobs have no time to live. */
export const jobBacklogDays = 30;

export function jobCount({ dau, days }: Size): number {
  return Math.max(20, Math.round(0.05 * dau * (days + jobBacklogDays)));
}

/** How long before the history starts the first user and the first problem came, in days. */
export const userAgeDays = 730;
export const problemAgeDays = 1095;
