import type { Options, Scenario } from 'k6/options';
import { pattern, traffic } from 'patternbench/scenario';

/*
 * A contest begins: from the busiest hour's traffic to ten times as much within ten seconds, for a minute and a half, and
 * back. "Ten times the traffic without changes" is what the design claims.
 */

const times = 10;
/** So often a minute at least, however few users there are: a percentile of less says nothing. */
const atLeast = 60;

export const codeExecution = pattern('code-execution');
export const browse = pattern('browse');
export const review = pattern('review');
export const loginByGoogle = pattern('login-google');

const { peak, perDay } = traffic();

function contest(exec: string, flow: string): Scenario {
  const usual = Math.max(atLeast, Math.round((peak * perDay(flow)) / (24 * 60)));
  return {
    executor: 'ramping-arrival-rate',
    exec,
    startRate: usual,
    timeUnit: '1m',
    stages: [
      { duration: '30s', target: usual },
      { duration: '10s', target: usual * times },
      { duration: '90s', target: usual * times },
      { duration: '10s', target: usual },
      { duration: '30s', target: usual },
    ],
    preAllocatedVUs: 100,
  };
}

export const options: Options = {
  scenarios: {
    codeExecution: contest('codeExecution', 'code-execution'),
    browse: contest('browse', 'browse'),
    review: contest('review', 'review'),
    loginByGoogle: contest('loginByGoogle', 'login-google'),
  },
};
