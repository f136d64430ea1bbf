import { type Entity, entity, type World } from 'patternbench';
import { iso, operationMs, ordinalAt, problemCreatedMs, runCreatedMs, userCreatedMs } from '../clock.ts';
import { indexOfId } from '../identity.ts';
import { type Language, languageShares } from '../languages.ts';
import { type Platform, platformOf, problemNumberOf } from '../platforms.ts';
import { runBlocks, runsPerBlock } from '../population.ts';
import { codeText } from '../text/code.ts';
import { type Hint, hintsText } from '../text/hints.ts';
import { problem } from './problem.ts';
import { type ResultSummary, runResults, type TestResult } from './run-results.ts';
import { user, withSettledPlan } from './user.ts';

/** A run of somebody's code on a problem; the design calls it SearchHistory. */
export interface SearchHistoryKeys {
  historyId: number;
  userId: number;
  /** The problem's internal id. */
  problemId: number;
  platform: Platform;
  problemNumber: string;
  language: Language;
  isCodePublic: boolean;
  createdAt: string;
}

export interface SearchHistoryRest {
  /** The e-mail address of the person at the time. */
  userIdentifier: string;
  problemTitle: string;
  code: string;
  resultSummary: ResultSummary;
  passedCount: number;
  failedCount: number;
  totalCount: number;
  testResults: readonly TestResult[];
  /** `null`: nobody asked for any. */
  hints: readonly Hint[] | null;
  metadata: { execution_time_ms: number; memory_usage_mb: number };
}

/** Of each ten runs the fourth was given hints before the run; the eighth may be given some by the workload (17). */
const hintedPlace = 3;
const hintablePlace = 7;

/** Share of the runs whose code is public. */
const publicShare = 0.3;

/** Every sixty-fourth run was sent twice: the same person and problem as the one before, in the same millisecond. */
export function isSentTwice(i: number): boolean {
  return i % 64 === 1;
}

export const searchHistory: Entity<SearchHistoryKeys, SearchHistoryRest> = entity({
  name: 'searchHistory',
  count: (size) => runsPerBlock * runBlocks(size),
  keys: (world, i): SearchHistoryKeys => {
    const createdMs = runCreatedMs(world, i);
    const origin = isSentTwice(i) ? i - 1 : i;
    const who = world.random('run', origin);
    const person = startsFlow(world, origin) ? (at: number) => withSettledPlan(world, at) : (at: number) => at;
    const userIndex =
      existingAt(
        createdMs,
        () => person(world.popular(user, who)),
        (at) => userCreatedMs(world, at),
      ) ?? person(0);
    const problemIndex =
      existingAt(
        createdMs,
        () => world.popular(problem, who),
        (at) => problemCreatedMs(world, at),
      ) ?? 0;
    return {
      historyId: i + 1,
      userId: userIndex + 1,
      problemId: problemIndex + 1,
      platform: platformOf(problemIndex),
      problemNumber: problemNumberOf(problemIndex),
      language: who.weighted(languageShares),
      isCodePublic: who.chance(publicShare),
      createdAt: iso(createdMs),
    };
  },
  rest: (world, keys): SearchHistoryRest => {
    const random = world.random('run rest', keys.i);
    const results = runResults(random, keys.problemId - 1);
    return {
      userIdentifier: world.keys(user, keys.userId - 1).email,
      problemTitle: world.keys(problem, keys.problemId - 1).title,
      code: codeText(random, keys.language),
      resultSummary: results.resultSummary,
      passedCount: results.passedCount,
      failedCount: results.failedCount,
      totalCount: results.totalCount,
      testResults: results.testResults,
      hints: keys.i % runsPerBlock === hintedPlace ? hintsText(random, hintedAt(world, keys.i)) : null,
      metadata: {
        execution_time_ms: Math.floor(random.logNormal(180, 0.9)),
        memory_usage_mb: Math.floor(random.logNormal(310, 0.5)) / 10,
      },
    };
  },
  indexOf: (record) => indexOfId(record.historyId),
  rising: 'createdAt',
  stateOf: (world, i, observed) => {
    const ordinal = ordinalAt(world, generatedAt(observed.hints));
    return ordinal === null || runHintedBy(world, ordinal) !== i ? null : runWithHintsOf(world, ordinal);
  },
});

/** Whether a flow that reads the person's plan begins with this run, or with the one that was sent with it. */
function startsFlow(world: World, origin: number): boolean {
  const begins = (i: number) => i >= world.count(searchHistory) || i % runsPerBlock === hintablePlace;
  return begins(origin) || (isSentTwice(origin + 1) && begins(origin + 1));
}

/** Draws until what is drawn was there at that time; `null` where it never is. */
function existingAt(ms: number, draw: () => number, createdMs: (i: number) => number): number | null {
  for (let attempt = 0; attempt < 16; attempt++) {
    const drawn = draw();
    if (createdMs(drawn) <= ms) return drawn;
  }
  return null;
}

/** Hints of a block of ten runs came with the last of them. */
export function hintedRunOfBlock(block: number): number {
  return block * runsPerBlock + hintedPlace;
}

/** The run of the same block that was given hints before the run. */
export function hintedRunNear(run: number): number {
  return hintedRunOfBlock(Math.floor(run / runsPerBlock));
}

export function hintedAt(world: World, run: number): string {
  return iso(runCreatedMs(world, run - (run % runsPerBlock) + runsPerBlock - 1));
}

/** i of the run that the operation with this ordinal writes hints on: the newest first, then all over again. */
export function runHintedBy(world: World, ordinal: number): number {
  const blocks = world.count(searchHistory) / runsPerBlock;
  return (blocks - 1 - (ordinal % blocks)) * runsPerBlock + hintablePlace;
}

/** That run as the operation leaves it. */
export function runWithHintsOf(
  world: World,
  ordinal: number,
): SearchHistoryKeys & SearchHistoryRest & { readonly i: number } {
  return {
    ...world.record(searchHistory, runHintedBy(world, ordinal)),
    hints: hintsText(world.random('hint', ordinal), iso(operationMs(world, ordinal))),
  };
}

function generatedAt(hints: unknown): unknown {
  const first: unknown = Array.isArray(hints) ? hints[0] : undefined;
  return typeof first === 'object' && first !== null && 'generated_at' in first ? first.generated_at : undefined;
}
