import { oneRecord, parts, pattern, type Row, rows } from 'patternbench';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { testCase, testCasesOf } from '../../../seed/algoitny/entities/test-case.ts';
import { problemItem } from '../../../seed/algoitny/items/problem.ts';
import { testCaseItem } from '../../../seed/algoitny/items/test-case.ts';
import { mainTable, metadata, problemPk } from '../../../seed/algoitny/keys.ts';
import { problemRow } from '../../../seed/algoitny/rows/problem.ts';
import { testCaseRow } from '../../../seed/algoitny/rows/test-case.ts';
import { followPages } from '../pages.ts';
import { asked, type OneProblem, problemEdges } from './problem-lookup.ts';

const inOrder = { order: { by: 'createdAt' } } as const;

const expectedCases = (found: OneProblem['problem']) =>
  rows(testCase, found === null ? [] : testCasesOf(found.i), inOrder);

export const problemWithTestCases = pattern({
  id: '06',
  name: 'problem with its test cases',
  class: 'high',
  objective: 'p(99) < 50ms',
  objectiveIs: 'design',
  params: (draw) => asked(draw.popular(problem)),
  edges: (_draw, data) => problemEdges(data),
  expects: ({ problem: found }) => parts({ problem: oneRecord(problem, found), testCases: expectedCases(found) }),
  dynamodb: async (db, { platform, number }) => {
    const items = await followPages((after) =>
      db.query({
        TableName: mainTable,
        KeyConditionExpression: 'PK = :problem',
        ExpressionAttributeValues: { ':problem': problemPk(platform, number) },
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    return () => {
      const found = items().find(({ SK }) => SK === metadata);
      return {
        problem: found === undefined ? null : problemItem.fromItem(found),
        testCases: items()
          .filter(({ SK }) => SK !== metadata)
          .map(testCaseItem.fromItem),
      };
    };
  },
  postgres: async (db, { platform, number }) => {
    const reply = await db.query(
      `select p.*, (select coalesce(json_agg(t order by t.created_at), '[]') from test_cases t where t.problem_id = p.id) as test_cases
       from problems p
       where p.platform = $1 and p.problem_id = $2`,
      [platform, number],
    );
    return () => {
      const row = reply.rows[0];
      return {
        problem: row === undefined ? null : problemRow.fromRow(row),
        testCases: row === undefined ? [] : (row.test_cases as Row[]).map(testCaseInJson),
      };
    };
  },
});

/** A test case that came within JSON, where a time is text. */
function testCaseInJson(row: Row): unknown {
  return testCaseRow.fromRow({ ...row, created_at: new Date(String(row.created_at)) });
}

export const testCasesOfProblem = pattern({
  id: '13',
  name: 'test cases of a problem',
  class: 'high',
  objective: 'p(99) < 50ms',
  objectiveIs: 'assumed',
  params: (draw) => asked(draw.popular(problem)),
  edges: (_draw, data) => problemEdges(data),
  expects: ({ problem: found }) => expectedCases(found),
  dynamodb: async (db, { platform, number }) => {
    const items = await followPages((after) =>
      db.query({
        TableName: mainTable,
        KeyConditionExpression: 'PK = :problem AND begins_with(SK, :testCase)',
        ExpressionAttributeValues: { ':problem': problemPk(platform, number), ':testCase': 'TESTCASE#' },
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    return () => items().map(testCaseItem.fromItem);
  },
  postgres: async (db, { platform, number }) => {
    const reply = await db.query(
      `select t.* from test_cases t join problems p on p.id = t.problem_id
       where p.platform = $1 and p.problem_id = $2
       order by t.created_at`,
      [platform, number],
    );
    return () => reply.rows.map(testCaseRow.fromRow);
  },
});
