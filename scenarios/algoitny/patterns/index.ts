import { historyOfUser, publicFeed } from './history-lists.ts';
import { jobById, jobByTask, moveJob } from './jobs.ts';
import { planLimits } from './plan-limits.ts';
import { problemsByPlatform } from './problem-lists.ts';
import { problemByKey } from './problem-lookup.ts';
import { problemWithTestCases, testCasesOfProblem } from './problem-tests.ts';
import { runInFull, storeHints, storeRun } from './run.ts';
import { logUsage, usageOfToday } from './usage.ts';
import { userByEmail, userByGoogleId } from './users.ts';

/** All access patterns, in the design's order. */
export const patterns = [
  problemByKey,
  problemsByPlatform,
  problemWithTestCases,
  historyOfUser,
  publicFeed,
  runInFull,
  storeRun,
  testCasesOfProblem,
  usageOfToday,
  logUsage,
  planLimits,
  storeHints,
  jobById,
  jobByTask,
  moveJob,
  userByEmail,
  userByGoogleId,
] as const;
