import type { Options } from 'k6/options';
import { pattern, spread, traffic } from 'patternbench/scenario';

/*
 * What people do all day. For three minutes each pattern comes by its share of the traffic, and at least as often as its
 * percentile needs. Then the two that no index serves, which scan, have a window each: one after the other, as often as
 * they fit, and once at least.
 */
const { dau } = traffic();
/** A scan takes an emulator a minute at 1,000 DAU. */
const windowSeconds = Math.min(180, Math.max(30, Math.ceil(dau / 10)));
const scans = { executor: 'constant-vus', vus: 1, duration: `${windowSeconds}s`, gracefulStop: '3m' } as const;

export const problemByKey = pattern('02');
export const problemsOfPlatform = pattern('03.platform');
export const nextOfPlatform = pattern('03.platform.next');
export const problemsOfLanguage = pattern('03.language');
export const completedProblems = pattern('04');
export const nextCompleted = pattern('04.next');
export const draftProblems = pattern('05');
export const problemWithTests = pattern('06');
export const ownHistory = pattern('07');
export const nextOfHistory = pattern('07.next');
export const publicFeed = pattern('08');
export const nextPublic = pattern('08.next');
export const mergedHistory = pattern('09');
export const oneRun = pattern('10');
export const storeRun = pattern('12');
export const testCases = pattern('13');
export const usageToday = pattern('14');
export const logUsage = pattern('15');
export const planLimits = pattern('16');
export const storeHints = pattern('17');
export const readHints = pattern('18');

export const problemById = pattern('01');
export const problemsByTitle = pattern('03.title');

export const options: Options = {
  scenarios: {
    ...spread(
      {
        problemByKey,
        problemsOfPlatform,
        nextOfPlatform,
        problemsOfLanguage,
        completedProblems,
        nextCompleted,
        draftProblems,
        problemWithTests,
        ownHistory,
        nextOfHistory,
        publicFeed,
        nextPublic,
        mergedHistory,
        oneRun,
        storeRun,
        testCases,
        usageToday,
        logUsage,
        planLimits,
        storeHints,
        readHints,
      },
      { duration: '3m', rate: 150 },
    ),
    problemById: { ...scans, exec: 'problemById', startTime: '190s' },
    problemsByTitle: { ...scans, exec: 'problemsByTitle', startTime: `${200 + windowSeconds}s` },
  },
  ext: { patternbench: { operationTimeout: '3m' } },
};
