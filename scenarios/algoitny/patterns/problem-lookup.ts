import { type Data, type KeysOf, oneRecord, pattern } from 'patternbench';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { problemItem } from '../../../seed/algoitny/items/problem.ts';
import { mainTable, problemKey } from '../../../seed/algoitny/keys.ts';
import { problemRow } from '../../../seed/algoitny/rows/problem.ts';
import { firstLike, hasNonAscii, leastPopular, mostPopular, present } from '../edges.ts';
import { followPages, wholePage } from '../pages.ts';

export interface OneProblem {
  readonly platform: string;
  readonly number: string;
  /** `null`: there is none. */
  readonly problem: KeysOf<typeof problem> | null;
}

export const asked = (found: KeysOf<typeof problem>): OneProblem => ({
  platform: found.platform,
  number: found.problemId,
  problem: found,
});

export interface ProblemById {
  readonly internalId: number;
  /** `null`: there is none. */
  readonly problem: KeysOf<typeof problem> | null;
}

export const askedById = (found: KeysOf<typeof problem>): ProblemById => ({
  internalId: found.internalId,
  problem: found,
});

export function problemEdges(data: Data): Readonly<Record<string, OneProblem>> {
  const like = (test: (keys: KeysOf<typeof problem>) => boolean) => {
    const found = firstLike(data, problem, (keys) => test(keys as KeysOf<typeof problem>));
    return found === null ? null : asked(found as KeysOf<typeof problem>);
  };
  return present({
    'the most popular problem': asked(data.keys(problem, mostPopular(data, problem))),
    'the least popular problem': asked(data.keys(problem, leastPopular(data, problem))),
    'a title in Korean': like(({ title }) => hasNonAscii(title)),
    'a deleted problem': like(({ isDeleted }) => isDeleted),
    'a draft': like(({ isCompleted }) => !isCompleted),
    'a number that the platform does not have': { platform: 'baekjoon', number: '999999999', problem: null },
    'a number in Korean': { platform: 'baekjoon', number: '천번', problem: null },
  });
}

/** No key and no index holds InternalId: the application reads the table from its beginning until it meets the problem. */
export const problemById = pattern({
  id: '01',
  name: 'problem by internal id',
  class: 'high',
  objective: 'p(99) < 10ms',
  objectiveIs: 'assumed',
  params: (draw) => askedById(draw.popular(problem)),
  edges: (_draw, data) => ({
    'the most popular problem': askedById(data.keys(problem, mostPopular(data, problem))),
    'the newest problem': askedById(data.keys(problem, data.count(problem) - 1)),
    'a problem that is not there': { internalId: 2_000_000_000, problem: null },
  }),
  expects: ({ problem: found }) => oneRecord(problem, found),
  dynamodb: async (db, { internalId }) => {
    const items = await followPages(
      (after) =>
        db.scan({
          TableName: mainTable,
          Limit: wholePage,
          FilterExpression: 'EntityType = :problem AND InternalId = :id',
          ExpressionAttributeValues: { ':problem': 'Problem', ':id': internalId },
          ...(after && { ExclusiveStartKey: after }),
        }),
      1,
    );
    return () => items().map(problemItem.fromItem)[0] ?? null;
  },
  postgres: async (db, { internalId }) => {
    const reply = await db.query('select * from problems where id = $1', [internalId]);
    return () => reply.rows.map(problemRow.fromRow)[0] ?? null;
  },
});

export const problemByKey = pattern({
  id: '02',
  name: 'problem by platform and number',
  class: 'high',
  objective: 'p(99) < 10ms',
  objectiveIs: 'design',
  params: (draw) => asked(draw.popular(problem)),
  edges: (_draw, data) => problemEdges(data),
  expects: ({ problem: found }) => oneRecord(problem, found),
  dynamodb: async (db, { platform, number }) => {
    const reply = await db.get({ TableName: mainTable, Key: problemKey(platform, number) });
    return () => (reply.item === null ? null : problemItem.fromItem(reply.item));
  },
  postgres: async (db, { platform, number }) => {
    const reply = await db.query('select * from problems where platform = $1 and problem_id = $2', [platform, number]);
    return () => reply.rows.map(problemRow.fromRow)[0] ?? null;
  },
});
