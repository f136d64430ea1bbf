import { historyByLanguage, historyByPlatform } from './history-filters.ts';
import { historyOfUser, ownAndPublicHistory, publicFeed } from './history-lists.ts';
import { jobsByStatus, jobsByType } from './job-lists.ts';
import { createJob, jobById, jobByTask, moveJob } from './jobs.ts';
import { storeProblem } from './new-problem.ts';
import { nextCompleted, nextOfPlatform } from './next-problems.ts';
import { nextOfUser, nextOnPlatform, nextPublic } from './next-runs.ts';
import { planLimits } from './plan-limits.ts';
import { planByName, plansForAdmins, plansForPeople, putPlan } from './plans.ts';
import { completedProblems, draftProblems, problemsByLanguage, problemsByPlatform } from './problem-lists.ts';
import { problemById, problemByKey } from './problem-lookup.ts';
import { problemsByTitle } from './problem-search.ts';
import { problemWithTestCases, testCasesOfProblem } from './problem-tests.ts';
import { hintsOfRun, runInFull, storeHints, storeRun } from './run.ts';
import { topUsers, usageStats, userStats } from './statistics.ts';
import { logUsage, usageOfToday } from './usage.ts';
import { allUsers, changePlan, usersByPlan } from './user-lists.ts';
import { userByEmail, userByGoogleId } from './users.ts';

/** All access patterns, in the design's order. */
export const patterns = [
  problemById,
  problemByKey,
  problemsByPlatform,
  nextOfPlatform,
  problemsByLanguage,
  problemsByTitle,
  completedProblems,
  nextCompleted,
  draftProblems,
  problemWithTestCases,
  historyOfUser,
  nextOfUser,
  publicFeed,
  nextPublic,
  ownAndPublicHistory,
  runInFull,
  historyByPlatform,
  nextOnPlatform,
  historyByLanguage,
  storeRun,
  testCasesOfProblem,
  usageOfToday,
  logUsage,
  planLimits,
  storeHints,
  hintsOfRun,
  createJob,
  jobById,
  jobByTask,
  jobsByType,
  jobsByStatus,
  moveJob,
  allUsers,
  userByEmail,
  userByGoogleId,
  changePlan,
  usersByPlan,
  plansForPeople,
  plansForAdmins,
  planByName,
  putPlan,
  userStats,
  usageStats,
  topUsers,
  storeProblem,
] as const;
