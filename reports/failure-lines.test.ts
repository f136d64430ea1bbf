import { expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import { failureLines, failureText } from './failure-lines.ts';
import { runView } from './run-view.ts';
import { cleanRun, withPattern } from './runs.fixture.ts';

it('adds up what failed by target and kind, and what was dropped, the most first', () => {
  const errors = { throttled: 0, timeout: 2, connection: 0, server: 0, malformed: 0, wrong: 0 };
  const failures = [
    { kind: 'timeout' as const, detail: 'slow', count: 1 },
    { kind: 'timeout' as const, detail: 'no answer in time', count: 1 },
    { kind: 'wrong' as const, detail: 'of another kind', count: 9 },
  ];
  const run = withPattern(exampleRun(), 'dynamodb', '02', { failed: 2, errors, failures });
  const again = withPattern(run, 'dynamodb', '07', { failed: 2, errors, failures: failures.slice(1, 2) });
  expect(failureLines(runView(again)).map(failureText)).toEqual([
    'DynamoDB Local 3.3.1 ¹: 31 dropped in 05',
    'DynamoDB Local 3.3.1 ¹: 5 timeout in 3 patterns (no answer in time)',
    'DynamoDB Local 3.3.1 ¹: 2 wrong in 09 (row 7: Title is "달과 6펜스", the dataset has "달과 6 펜스")',
  ]);
});

it('has nothing to say where nothing failed', () => {
  expect(failureLines(runView(cleanRun()))).toEqual([]);
});
