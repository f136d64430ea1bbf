import type { Options } from 'k6/options';
import { day, pattern, traffic } from 'patternbench/scenario';

/*
 * A day of the site: every flow and pattern as often as the traffic has them on an average day at this DAU, along the daily
 * curve from 0:00 to 24:00 UTC, with Korea's evening peak at 11 to 15.
 *
 * An hour takes 11 seconds at 1,000 DAU, the day four and a half minutes: 330 times as dense as it is, 690 operations a
 * second on average and 1,240 at the peak. That is more than DynamoDB Local can take on two cores, so what is due waits
 * for its turn, in the response time, until the evening is over: a day of this density says what is asked and answered,
 * not how quickly. The length goes with the DAU. People take no time to think between the steps of a flow.
 */
const { dau } = traffic();
const hourMs = Math.max(5000, 11 * dau);

export const codeExecution = pattern('code-execution');
export const hint = pattern('hint');
export const registration = pattern('registration');
export const loginByEmail = pattern('login-email');
export const loginByGoogle = pattern('login-google');
export const browse = pattern('browse');
export const search = pattern('search');
export const review = pattern('review');
export const planChoice = pattern('plan-choice');

// What happens outside of the flows.
export const draftProblems = pattern('05');
export const nextPublic = pattern('08.next');
export const runsOnPlatform = pattern('11.platform');
export const nextOnPlatform = pattern('11.platform.next');
export const runsInLanguage = pattern('11.language');
export const jobsOfType = pattern('21.type');
export const jobsOfStatus = pattern('21.status');
export const allUsers = pattern('23');
export const changePlan = pattern('26');
export const usersOfPlan = pattern('27');
export const plansForAdmins = pattern('28.admins');
export const putPlan = pattern('30');
export const ownStatistics = pattern('31');
export const usageStatistics = pattern('32');
export const topUsers = pattern('33');

/** Above so many DAU an emulator cannot scan as often as a compressed day asks: it took minutes for one at 1,000. */
const mostDauToScan = 20;
const why = `They read the whole table, 4,010 times a day at 1,000 DAU: no emulator can at more than ${mostDauToScan} DAU.`;

export const options: Options = {
  scenarios: day(
    {
      codeExecution,
      hint,
      registration,
      loginByEmail,
      loginByGoogle,
      browse,
      search,
      review,
      planChoice,
      draftProblems,
      nextPublic,
      runsOnPlatform,
      nextOnPlatform,
      runsInLanguage,
      jobsOfType,
      jobsOfStatus,
      allUsers,
      changePlan,
      usersOfPlan,
      plansForAdmins,
      putPlan,
      ownStatistics,
      usageStatistics,
      topUsers,
    },
    { duration: `${24 * hourMs}ms`, preAllocatedVUs: 10 },
  ),
  ext: {
    patternbench: {
      // People do not come at even intervals.
      arrivals: 'poisson',
      maxWait: '2m',
      operationTimeout: '1m',
      leaveOut: dau > mostDauToScan ? { dynamodb: { '01': why, '03.title': why, '32': why, '33': why } } : {},
    },
  },
};
