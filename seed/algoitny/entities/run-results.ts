import type { Random } from 'patternbench';
import { numbersText } from '../text/prose.ts';
import { firstTestCaseOf, testCaseCountOf } from './test-case.ts';

/** One test case's outcome as the run keeps it. */
export interface TestResult {
  test_case_id: number;
  status: 'passed' | 'failed' | 'timeout' | 'error';
  actual_output: string;
  execution_time: number;
}

export interface ResultSummary {
  verdict: 'accepted' | 'wrong answer' | 'time limit exceeded' | 'runtime error';
  passed: number;
  total: number;
}

export interface RunResults {
  resultSummary: ResultSummary;
  passedCount: number;
  failedCount: number;
  totalCount: number;
  testResults: readonly TestResult[];
}

/** A run keeps the outcomes of the first test cases only, as such sites do. */
const keptResults = 20;

const acceptedShare = 0.55;
const failures = { 'wrong answer': 70, 'time limit exceeded': 20, 'runtime error': 10 } as const;
const statusOf = { 'wrong answer': 'failed', 'time limit exceeded': 'timeout', 'runtime error': 'error' } as const;

/** What running somebody's code on all test cases of problem i gave. */
export function runResults(random: Random, problem: number): RunResults {
  const totalCount = testCaseCountOf(problem);
  const accepted = random.chance(acceptedShare);
  const failure = random.weighted(failures);
  const passedCount = accepted ? totalCount : random.below(totalCount);
  const first = firstTestCaseOf(problem);
  return {
    resultSummary: { verdict: accepted ? 'accepted' : failure, passed: passedCount, total: totalCount },
    passedCount,
    failedCount: totalCount - passedCount,
    totalCount,
    testResults: Array.from({ length: Math.min(totalCount, keptResults) }, (_, at): TestResult => {
      const passed = at < passedCount;
      return {
        test_case_id: first + at + 1,
        status: passed ? 'passed' : statusOf[failure],
        actual_output: passed || failure === 'wrong answer' ? numbersText(random, 24) : '',
        execution_time: random.between(4, 1900),
      };
    }),
  };
}
