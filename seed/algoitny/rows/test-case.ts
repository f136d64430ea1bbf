import type { RecordOf } from 'patternbench';
import type { testCase } from '../entities/test-case.ts';
import { column, rowLayout, time } from './columns.ts';

type TestCase = RecordOf<typeof testCase>;

export const testCaseRow = rowLayout<TestCase>('test_cases', [
  column('id', 'testCaseId'),
  column('problem_id', 'problemId'),
  column('input', 'input'),
  column('output', 'output'),
  time('created_at', 'createdAt'),
]);
