import { uuidInKey } from './identity.ts';
import { platformOf, problemNumberOf } from './platforms.ts';

/** The design's keys. Names of tables and indexes stand here once. */
export const mainTable = 'AlgoItny-Main';
export const usersTable = 'AlgoItny-Users';
export const plansTable = 'AlgoItny-Plans';

export interface Key {
  readonly PK: string;
  readonly SK: string;
}

export const metadata = 'METADATA';

export function problemPk(platform: string, number: string): string {
  return `PROBLEM#${platform}#${number}`;
}

/** The partition of a problem by its internal id. */
export function problemPkOfId(internalId: number): string {
  return problemPk(platformOf(internalId - 1), problemNumberOf(internalId - 1));
}

export function problemKey(platform: string, number: string): Key {
  return { PK: problemPk(platform, number), SK: metadata };
}

export function testCaseKey(testCase: { testCaseId: number; problemId: number; createdAt: string }): Key {
  return {
    PK: problemPkOfId(testCase.problemId),
    SK: `TESTCASE#${testCase.createdAt}#${uuidInKey('test case', testCase.testCaseId)}`,
  };
}

export function userPk(userId: number): string {
  return `USER#${userId}`;
}

export function historyKey(run: { historyId: number; userId: number; createdAt: string }): Key {
  return { PK: userPk(run.userId), SK: `HISTORY#${run.createdAt}#${run.historyId}` };
}

/** What the usage logs of a day and action begin with. */
export function usagePrefix(day: string, action: string): string {
  return `USAGE#${day}#${action}#`;
}

export function usageKey(log: { logId: number; userId: number; action: string; createdAt: string }): Key {
  return {
    PK: userPk(log.userId),
    SK: `${usagePrefix(log.createdAt.slice(0, 10), log.action)}${log.createdAt}#${uuidInKey('usage log', log.logId)}`,
  };
}

export function jobKey(jobId: number): Key {
  return { PK: `JOB#${jobId}`, SK: metadata };
}

export function userKey(email: string): Key {
  return { PK: `USER#${email}`, SK: metadata };
}

export function planKey(name: string): Key {
  return { PK: `PLAN#${name}`, SK: metadata };
}

/** The keys under which users are listed by plan. */
export function userPlanKeys(user: { subscriptionPlanId: number; createdAt: string }): {
  GSI2PK: string;
  GSI2SK: string;
} {
  return { GSI2PK: `PLAN#${user.subscriptionPlanId}`, GSI2SK: user.createdAt };
}
