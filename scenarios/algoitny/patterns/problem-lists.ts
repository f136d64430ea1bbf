import { type DynamoDb, type PageReply, pattern, rows } from 'patternbench';
import { recordInMain } from '../../../seed/algoitny/dynamodb.ts';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { mainTable } from '../../../seed/algoitny/keys.ts';
import { languages } from '../../../seed/algoitny/languages.ts';
import { problemRow } from '../../../seed/algoitny/rows/problem.ts';
import { problemsByCompletion, problemsOfLanguage, problemsOfPlatform } from '../groupings.ts';

const page = 20;
export const newestProblems = { order: { by: 'createdAt', descending: true }, page } as const;

/** The newest page of one partition of an index, whatever kinds of record lie in it. */
function newestIn(db: DynamoDb, index: 'GSI1' | 'GSI2' | 'GSI3', partition: string): Promise<PageReply> {
  return db.query({
    TableName: mainTable,
    IndexName: index,
    KeyConditionExpression: `${index}PK = :partition`,
    ExpressionAttributeValues: { ':partition': partition },
    ScanIndexForward: false,
    Limit: page,
  });
}

export const problemsByPlatform = pattern({
  id: '03.platform',
  name: 'problems of a platform',
  class: 'high',
  objective: 'p(99) < 100ms',
  objectiveIs: 'design',
  params: (draw) => ({ platform: draw.popular(problem).platform as string }),
  edges: () => ({
    'the largest platform': { platform: 'baekjoon' },
    'the smallest platform': { platform: 'atcoder' },
    'a platform without problems': { platform: 'swea' },
    'a name in Korean': { platform: '백준' },
  }),
  expects: ({ platform }, data) => rows(problem, data.group(problemsOfPlatform, platform), newestProblems),
  dynamodb: async (db, { platform }) => {
    const reply = await newestIn(db, 'GSI1', `PLATFORM#${platform}`);
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

/** The design's GSI3 holds a language's runs in the same partition as its problems, and the answer is what comes. */
export const problemsByLanguage = pattern({
  id: '03.language',
  name: 'problems of a language',
  class: 'high',
  objective: 'p(99) < 100ms',
  objectiveIs: 'design',
  params: (draw) => ({ language: (draw.popular(problem).language ?? draw.random.one(languages)) as string }),
  edges: () => ({
    'the most used language': { language: 'python' },
    'a seldom used language': { language: 'rust' },
    'a language that nobody uses': { language: 'cobol' },
    'a name in Korean': { language: '파이썬' },
  }),
  expects: ({ language }, data) => rows(problem, data.group(problemsOfLanguage, language), newestProblems),
  dynamodb: async (db, { language }) => {
    const reply = await newestIn(db, 'GSI3', `LANGUAGE#${language}`);
    return () => reply.items.map(recordInMain);
  },
  postgres: async (db, { language }) => {
    const reply = await db.query(
      'select * from problems where language = $1 and not is_deleted order by created_at desc limit $2',
      [language, page],
    );
    return () => reply.rows.map(problemRow.fromRow);
  },
});

export const completedProblems = pattern({
  id: '04',
  name: 'completed problems',
  class: 'high',
  objective: 'p(99) < 100ms',
  objectiveIs: 'design',
  params: () => ({}),
  expects: (_params, data) => rows(problem, data.group(problemsByCompletion, 'true'), newestProblems),
  dynamodb: async (db) => {
    const reply = await newestIn(db, 'GSI2', 'COMPLETED#true');
    return () => reply.items.map(recordInMain);
  },
  postgres: async (db) => {
    const reply = await db.query(
      'select * from problems where is_completed and not is_deleted order by created_at desc limit $1',
      [page],
    );
    return () => reply.rows.map(problemRow.fromRow);
  },
});

export const draftProblems = pattern({
  id: '05',
  name: 'draft problems (admin)',
  class: 'high',
  objective: 'p(99) < 100ms',
  objectiveIs: 'design',
  params: () => ({}),
  expects: (_params, data) => rows(problem, data.group(problemsByCompletion, 'false'), newestProblems),
  dynamodb: async (db) => {
    const reply = await newestIn(db, 'GSI2', 'COMPLETED#false');
    return () => reply.items.map(recordInMain);
  },
  postgres: async (db) => {
    const reply = await db.query(
      'select * from problems where not is_completed and not is_deleted order by created_at desc limit $1',
      [page],
    );
    return () => reply.rows.map(problemRow.fromRow);
  },
});
