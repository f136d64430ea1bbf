import { grouping } from 'patternbench';
import { today } from '../../seed/algoitny/clock.ts';
import { job } from '../../seed/algoitny/entities/job.ts';
import { problem } from '../../seed/algoitny/entities/problem.ts';
import { searchHistory } from '../../seed/algoitny/entities/search-history.ts';
import { usageLog } from '../../seed/algoitny/entities/usage-log.ts';
import { user } from '../../seed/algoitny/entities/user.ts';

/** Problems that are listed: a deleted one is in no list. */
export const problemsOfPlatform = grouping(problem, (of) => (of.isDeleted ? null : of.platform));
export const problemsOfLanguage = grouping(problem, (of) => (of.isDeleted ? null : of.language));
export const problemsByCompletion = grouping(problem, (of) => (of.isDeleted ? null : String(of.isCompleted)));

export const runsOfUser = grouping(searchHistory, (of) => of.userId);
export const publicRuns = grouping(searchHistory, (of) => (of.isCodePublic ? 'public' : null));
export const runsOfPlatform = grouping(searchHistory, (of) => of.platform);
export const runsOfLanguage = grouping(searchHistory, (of) => of.language);

/** What a person did today, by action; `usageKey` names the group. */
export const usageToday = grouping(usageLog, (of) =>
  of.createdAt.startsWith(today) ? usageKey(of.userId, of.action) : null,
);
export const usageKey = (userId: number, action: string) => `${userId} ${action}`;

export const jobsOfType = grouping(job, (of) => of.jobType);
export const jobsOfStatus = grouping(job, (of) => of.status);
export const usersOfPlan = grouping(user, (of) => of.subscriptionPlanId);
