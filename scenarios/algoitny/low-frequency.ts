import type { Options } from 'k6/options';
import { pattern, spread, traffic } from 'patternbench/scenario';

/*
 * Logins, plans and what administrators do. For two minutes each pattern that reads by a key or an index comes by its share
 * of the traffic, and at least as often as its percentile needs. Then each that reads a whole table has a window of its
 * own, so that a scan does not distort the others: one after the other, as often as they fit, and once at least.
 */
const { dau } = traffic();
/** A scan of the main table takes an emulator a minute at 1,000 DAU. */
const windowSeconds = Math.min(180, Math.max(30, Math.ceil(dau / 10)));
const scans = { executor: 'constant-vus', vus: 1, gracefulStop: '3m' } as const;

export const userByEmail = pattern('24');
export const userByGoogle = pattern('25');
export const changePlan = pattern('26');
export const usersOfPlan = pattern('27');
export const plansForPeople = pattern('28.people');
export const plansForAdmins = pattern('28.admins');
export const planByName = pattern('29');
export const putPlan = pattern('30');
export const ownStatistics = pattern('31');

export const allUsers = pattern('23');
export const usageStatistics = pattern('32');
export const topUsers = pattern('33');

export const options: Options = {
  scenarios: {
    ...spread(
      {
        userByEmail,
        userByGoogle,
        changePlan,
        usersOfPlan,
        plansForPeople,
        plansForAdmins,
        planByName,
        putPlan,
        ownStatistics,
      },
      { duration: '2m', rate: 100 },
    ),
    allUsers: { ...scans, exec: 'allUsers', startTime: '130s', duration: '30s' },
    usageStatistics: { ...scans, exec: 'usageStatistics', startTime: '170s', duration: `${windowSeconds}s` },
    topUsers: { ...scans, exec: 'topUsers', startTime: `${180 + windowSeconds}s`, duration: `${windowSeconds}s` },
  },
  ext: { patternbench: { operationTimeout: '3m' } },
};
