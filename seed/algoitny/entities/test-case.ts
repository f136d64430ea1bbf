import { type Entity, entity, type World } from 'patternbench';
import { iso, isTwin, problemCreatedMs } from '../clock.ts';
import { indexOfId } from '../identity.ts';
import { problemCount } from '../population.ts';
import { textBytes } from '../text/corpus.ts';
import { numbersText } from '../text/prose.ts';

export interface TestCaseKeys {
  testCaseId: number;
  /** The problem's internal id. */
  problemId: number;
  createdAt: string;
}

export interface TestCaseRest {
  input: string;
  output: string;
}

/**
 * How many test cases the problems of a block have: the quantiles of a geometric distribution with mean 10, in a mixed
 * order. Blocks repeat, so both directions between a problem and its test cases are arithmetic.
 */
const problemsPerBlock = 64;
const counts = Array.from({ length: problemsPerBlock }, (_, at) => {
  const quantile = (((at * 37) % problemsPerBlock) + 0.5) / problemsPerBlock;
  return 1 + Math.floor(Math.log(1 - quantile) / Math.log(1 - 1 / 10));
});
const firsts = counts.map((_, at) => counts.slice(0, at).reduce((sum, count) => sum + count, 0));
const casesPerBlock = counts.reduce((sum, count) => sum + count, 0);
const placeOfCase = Uint8Array.from(counts.flatMap((count, at) => Array.from({ length: count }, () => at)));

export function testCaseCountOf(problem: number): number {
  return counts[problem % problemsPerBlock] ?? 0;
}

/** i of the problem's first test case; the others follow it. */
export function firstTestCaseOf(problem: number): number {
  return Math.floor(problem / problemsPerBlock) * casesPerBlock + (firsts[problem % problemsPerBlock] ?? 0);
}

export function problemOfTestCase(i: number): number {
  return Math.floor(i / casesPerBlock) * problemsPerBlock + (placeOfCase[i % casesPerBlock] ?? 0);
}

/** i of all test cases of a problem, in order. */
export function testCasesOf(problem: number): readonly number[] {
  const first = firstTestCaseOf(problem);
  return Array.from({ length: testCaseCountOf(problem) }, (_, at) => first + at);
}

/** They are stored in the milliseconds after their problem, two in each; a twin's after its twin's. */
function createdMs(world: World, i: number): number {
  const problem = problemOfTestCase(i);
  const place = i - firstTestCaseOf(problem);
  return problemCreatedMs(world, problem) + (isTwin(problem) ? 32 : 0) + (place >> 1);
}

export const testCase: Entity<TestCaseKeys, TestCaseRest> = entity({
  name: 'testCase',
  count: (size) => firstTestCaseOf(problemCount(size)),
  keys: (world, i): TestCaseKeys => ({
    testCaseId: i + 1,
    problemId: problemOfTestCase(i) + 1,
    createdAt: iso(createdMs(world, i)),
  }),
  rest: (world, keys): TestCaseRest => {
    const random = world.random('test case', keys.i);
    return {
      input: numbersText(random, textBytes(random, 70, 1.3, 4, 8192)),
      output: numbersText(random, textBytes(random, 12, 1, 2, 2048)),
    };
  },
  indexOf: (record) => indexOfId(record.testCaseId),
  rising: 'createdAt',
});
