import { type Draw, nothing, pattern, type RecordOf } from 'patternbench';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { testCase, testCasesOf } from '../../../seed/algoitny/entities/test-case.ts';
import { problemItem } from '../../../seed/algoitny/items/problem.ts';
import { testCaseItem } from '../../../seed/algoitny/items/test-case.ts';
import { mainTable } from '../../../seed/algoitny/keys.ts';
import { problemRow } from '../../../seed/algoitny/rows/problem.ts';
import { insert } from '../insert.ts';

/** DynamoDB takes so many items in a batch. */
const batchSize = 25;

export interface NewProblem {
  readonly problem: RecordOf<typeof problem>;
  readonly testCases: readonly RecordOf<typeof testCase>[];
}

/** The problem that an operation may register, with all its test cases. */
export function freshProblem(draw: Draw): NewProblem {
  const added = draw.fresh(problem);
  return { problem: added, testCases: testCasesOf(added.i).map((i) => draw.world.record(testCase, i)) };
}

/** How a registration ends. The design's 33 patterns have no write of problems, though its own flow needs one. */
export const storeProblem = pattern({
  id: 'new-problem',
  name: 'store a problem with its test cases',
  class: 'medium',
  objective: null,
  params: freshProblem,
  expects: () => nothing,
  leaves: ({ problem: added, testCases }) => [
    { of: problem, i: added.i },
    ...testCases.map(({ i }) => ({ of: testCase, i })),
  ],
  dynamodb: async (db, { problem: added, testCases }) => {
    const items = [problemItem.toItem(added), ...testCases.map(testCaseItem.toItem)];
    for (let from = 0; from < items.length; from += batchSize) {
      const puts = items.slice(from, from + batchSize).map((Item) => ({ PutRequest: { Item } }));
      await db.batchWrite({ RequestItems: { [mainTable]: puts } });
    }
  },
  postgres: async (db, { problem: added, testCases }) => {
    const { text, values = [] } = insert(problemRow, added);
    const at = values.length;
    await db.query(
      `with added as (${text} returning id)
       insert into test_cases (id, problem_id, input, output, created_at)
       select t.id, added.id, t.input, t.output, t.created_at
       from added, unnest($${at + 1}::integer[], $${at + 2}::text[], $${at + 3}::text[], $${at + 4}::timestamptz[])
         as t (id, input, output, created_at)`,
      [
        ...values,
        testCases.map(({ testCaseId }) => testCaseId),
        testCases.map(({ input }) => input),
        testCases.map(({ output }) => output),
        testCases.map(({ createdAt }) => createdAt),
      ],
    );
  },
});
