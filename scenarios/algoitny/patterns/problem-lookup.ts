import { type Data, type KeysOf, oneRecord, pattern } from 'patternbench';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { problemItem } from '../../../seed/algoitny/items/problem.ts';
import { mainTable, problemKey } from '../../../seed/algoitny/keys.ts';
import { problemRow } from '../../../seed/algoitny/rows/problem.ts';
import { firstLike, hasNonAscii, leastPopular, mostPopular, present } from '../edges.ts';

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
