import { readFileSync } from 'node:fs';
import type { PostgresLayout } from 'patternbench';
import type { Records } from './dynamodb.ts';
import { jobRow } from './rows/job.ts';
import { planRow } from './rows/plan.ts';
import { problemRow } from './rows/problem.ts';
import { searchHistoryRow } from './rows/search-history.ts';
import { testCaseRow } from './rows/test-case.ts';
import { usageLogRow } from './rows/usage-log.ts';
import { userRow } from './rows/user.ts';

const sql = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

export const postgres: PostgresLayout<Records> = {
  tables: sql('postgres.sql'),
  indexes: sql('postgres-indexes.sql'),
  entities: {
    plan: planRow,
    user: userRow,
    problem: problemRow,
    testCase: testCaseRow,
    searchHistory: searchHistoryRow,
    usageLog: usageLogRow,
    job: jobRow,
  },
};
