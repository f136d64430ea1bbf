import { grouping } from 'patternbench';
import { iso, today } from '../../seed/algoitny/clock.ts';
import { job } from '../../seed/algoitny/entities/job.ts';
import { plan } from '../../seed/algoitny/entities/plan.ts';
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
export const plansByActivity = grouping(plan, (of) => String(of.isActive));

/** The seven whole days before today. */
export const lastWeek = {
  from: iso(Date.parse(`${today}T00:00:00Z`) - 7 * 86_400_000),
  until: iso(Date.parse(`${today}T00:00:00Z`)),
};

const isLastWeek = (time: string) => time >= lastWeek.from && time < lastWeek.until;

export const usageLastWeek = grouping(usageLog, (of) => (isLastWeek(of.createdAt) ? of.action : null));
export const runsOfUserLastWeek = grouping(searchHistory, (of) => (isLastWeek(of.createdAt) ? of.userId : null));
