import type { Options } from 'k6/options';
import { pattern, spread } from 'patternbench/scenario';

/*
 * Logins, plans and what administrators do. For two minutes each pattern that reads by a key or an index comes by its share
 * of the traffic, and at least as often as its percentile needs. Then each that reads a whole table has a window of its
 * own, so that a scan does not distort the others: one after the other, as often as they fit.
 */

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
    allUsers: { executor: 'constant-vus', exec: 'allUsers', startTime: '2m10s', vus: 1, duration: '30s' },
    usageStatistics: { executor: 'constant-vus', exec: 'usageStatistics', startTime: '2m50s', vus: 1, duration: '30s' },
    topUsers: { executor: 'constant-vus', exec: 'topUsers', startTime: '3m30s', vus: 1, duration: '30s' },
  },
};
