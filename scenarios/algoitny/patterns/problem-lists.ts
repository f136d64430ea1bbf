import { pattern, rows } from 'patternbench';
import { recordInMain } from '../../../seed/algoitny/dynamodb.ts';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { mainTable } from '../../../seed/algoitny/keys.ts';
import { problemRow } from '../../../seed/algoitny/rows/problem.ts';
import { present } from '../edges.ts';
import { problemsOfPlatform } from '../groupings.ts';

const page = 20;
const newestFirst = { order: { by: 'createdAt', descending: true }, page } as const;

export const problemsByPlatform = pattern({
  id: '03.platform',
  name: 'problems of a platform',
  class: 'high',
  objective: 'p(99) < 100ms',
  objectiveIs: 'design',
  params: (draw) => ({ platform: draw.popular(problem).platform as string }),
  edges: () =>
    present({
      'the largest platform': { platform: 'baekjoon' },
      'the smallest platform': { platform: 'atcoder' },
      'a platform without problems': { platform: 'swea' },
      'a name in Korean': { platform: '백준' },
    }),
  expects: ({ platform }, data) => rows(problem, data.group(problemsOfPlatform, platform), newestFirst),
  dynamodb: async (db, { platform }) => {
    const reply = await db.query({
      TableName: mainTable,
      IndexName: 'GSI1',
      KeyConditionExpression: 'GSI1PK = :platform',
      ExpressionAttributeValues: { ':platform': `PLATFORM#${platform}` },
      ScanIndexForward: false,
      Limit: page,
    });
    return () => reply.items.map(recordInMain);
  },
  postgres: async (db, { platform }) => {
    const reply = await db.query(
      'select * from problems where platform = $1 and not is_deleted order by created_at desc limit $2',
      [platform, page],
    );
    return () => reply.rows.map(problemRow.fromRow);
  },
});
