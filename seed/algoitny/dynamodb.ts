import type { DynamoDbLayout, DynamoDbTable, ItemLayout, RecordOf } from 'patternbench';
import type { entities } from './entities/index.ts';
import { jobItem } from './items/job.ts';
import { planItem } from './items/plan.ts';
import { problemItem } from './items/problem.ts';
import { searchHistoryItem } from './items/search-history.ts';
import { testCaseItem } from './items/test-case.ts';
import { usageLogItem } from './items/usage-log.ts';
import { userItem } from './items/user.ts';
import { mainTable, plansTable, usersTable } from './keys.ts';
import { usageLogDays } from './population.ts';

export type Records = { [Name in keyof typeof entities]: RecordOf<(typeof entities)[Name]> };

/** The design's table: PK and SK, and so many indexes of GSInPK and GSInSK, all strings, all projecting everything. */
function definition(name: string, indexes: number): DynamoDbTable['definition'] {
  const numbers = Array.from({ length: indexes }, (_, at) => at + 1);
  const keys = ['PK', 'SK', ...numbers.flatMap((number) => [`GSI${number}PK`, `GSI${number}SK`])];
  return {
    TableName: name,
    KeySchema: [
      { AttributeName: 'PK', KeyType: 'HASH' },
      { AttributeName: 'SK', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
    GlobalSecondaryIndexes: numbers.map((number) => ({
      IndexName: `GSI${number}`,
      KeySchema: [
        { AttributeName: `GSI${number}PK`, KeyType: 'HASH' },
        { AttributeName: `GSI${number}SK`, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    })),
  };
}

/** Main scales by itself, and so does each of its indexes; the two small tables are on demand. */
const tables: readonly DynamoDbTable[] = [
  {
    definition: definition(mainTable, 3),
    capacity: {
      mode: 'auto-scaling',
      read: { min: 25, max: 500 },
      write: { min: 10, max: 100 },
      targetUtilisation: 0.7,
    },
    pointInTimeRecovery: true,
    timeToLive: { attribute: 'TTL', days: usageLogDays, entity: 'usageLog' },
  },
  { definition: definition(usersTable, 3), capacity: { mode: 'on-demand' }, pointInTimeRecovery: true },
  { definition: definition(plansTable, 1), capacity: { mode: 'on-demand' }, pointInTimeRecovery: true },
];

export const dynamodb: DynamoDbLayout<Records> = {
  tables,
  entities: {
    plan: planItem,
    user: userItem,
    problem: problemItem,
    testCase: testCaseItem,
    searchHistory: searchHistoryItem,
    usageLog: usageLogItem,
    job: jobItem,
  },
};

/** Whatever lies in the single table, by its EntityType: an index partition may hold several kinds. */
const byEntityType: Readonly<Record<string, Pick<ItemLayout<never>, 'fromItem'>>> = {
  Problem: problemItem,
  TestCase: testCaseItem,
  SearchHistory: searchHistoryItem,
  UsageLog: usageLogItem,
  ScriptGenerationJob: jobItem,
};

/** The record in an item of the main table, whichever kind it is. */
export const recordInMain: ItemLayout<never>['fromItem'] = (item) => {
  const layout = byEntityType[String(item.EntityType)];
  return layout === undefined ? item : layout.fromItem(item);
};
