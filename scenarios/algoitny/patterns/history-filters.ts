import { type DynamoDb, type PageReply, pattern, rows } from 'patternbench';
import { recordInMain } from '../../../seed/algoitny/dynamodb.ts';
import { searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { mainTable } from '../../../seed/algoitny/keys.ts';
import { searchHistoryRow } from '../../../seed/algoitny/rows/search-history.ts';
import { runsOfLanguage, runsOfPlatform } from '../groupings.ts';

const page = 20;
const newestRuns = { order: { by: 'createdAt', descending: true }, page } as const;

function newestIn(db: DynamoDb, index: 'GSI2' | 'GSI3', partition: string): Promise<PageReply> {
  return db.query({
    TableName: mainTable,
    IndexName: index,
    KeyConditionExpression: `${index}PK = :partition`,
    ExpressionAttributeValues: { ':partition': partition },
    ScanIndexForward: false,
    Limit: page,
  });
}

export const historyByPlatform = pattern({
  id: '11.platform',
  name: 'runs on a platform',
  class: 'medium',
  objective: 'p(99) < 100ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ platform: draw.popular(searchHistory).platform as string }),
  edges: () => ({
    'the largest platform': { platform: 'baekjoon' },
    'the smallest platform': { platform: 'atcoder' },
    'a platform without runs': { platform: 'swea' },
    'a name in Korean': { platform: '백준' },
  }),
  expects: ({ platform }, data) => rows(searchHistory, data.group(runsOfPlatform, platform), newestRuns),
  dynamodb: async (db, { platform }) => {
    const reply = await newestIn(db, 'GSI2', `PLATFORM#${platform}`);
    return () => reply.items.map(recordInMain);
  },
  postgres: async (db, { platform }) => {
    const reply = await db.query('select * from search_history where platform = $1 order by created_at desc limit $2', [
      platform,
      page,
    ]);
    return () => reply.rows.map(searchHistoryRow.fromRow);
  },
});

/** The design's GSI3 holds a language's problems in the same partition as its runs, and the answer is what comes. */
export const historyByLanguage = pattern({
  id: '11.language',
  name: 'runs in a language',
  class: 'medium',
  objective: 'p(99) < 100ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ language: draw.popular(searchHistory).language as string }),
  edges: () => ({
    'the most used language': { language: 'python' },
    'a seldom used language': { language: 'rust' },
    'a language that nobody uses': { language: 'cobol' },
    'a name in Korean': { language: '파이썬' },
  }),
  expects: ({ language }, data) => rows(searchHistory, data.group(runsOfLanguage, language), newestRuns),
  dynamodb: async (db, { language }) => {
    const reply = await newestIn(db, 'GSI3', `LANGUAGE#${language}`);
    return () => reply.items.map(recordInMain);
  },
  postgres: async (db, { language }) => {
    const reply = await db.query('select * from search_history where language = $1 order by created_at desc limit $2', [
      language,
      page,
    ]);
    return () => reply.rows.map(searchHistoryRow.fromRow);
  },
});
