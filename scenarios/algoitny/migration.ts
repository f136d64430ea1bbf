import type { Options } from 'k6/options';
import { type MigrationPhase, pattern } from 'patternbench/scenario';

/**
 * The move from PostgreSQL to DynamoDB as the design plans it, 20 s a phase: dual write, reads 10 → 50 → 100 %, writes
 * switched. Its first phase already reads 10 % from a table that the bulk import has not filled; here, as with what
 * `seed` loads, the import is over when the phases begin, and shadow reads show whether it may go on.
 */
const phases = [
  { phase: 'dual write', reads: { postgres: 100 }, writes: ['postgres', 'dynamodb'] },
  { phase: 'shadow reads', startTime: '20s', reads: { postgres: 100 }, shadow: 100, writes: ['postgres', 'dynamodb'] },
  {
    phase: '10 % of reads',
    startTime: '40s',
    reads: { postgres: 90, dynamodb: 10 },
    shadow: 100,
    writes: ['postgres', 'dynamodb'],
  },
  {
    phase: '50 % of reads',
    startTime: '60s',
    reads: { postgres: 50, dynamodb: 50 },
    shadow: 20,
    writes: ['postgres', 'dynamodb'],
  },
  { phase: 'all reads', startTime: '80s', reads: { dynamodb: 100 }, shadow: 5, writes: ['postgres', 'dynamodb'] },
  { phase: 'DynamoDB alone', startTime: '100s', reads: { dynamodb: 100 }, writes: ['dynamodb'] },
] satisfies MigrationPhase[];

const perSecond = (exec: string, rate: number, from = 0) =>
  ({
    executor: 'constant-arrival-rate',
    startTime: `${from}s`,
    duration: `${120 - from}s`,
    preAllocatedVUs: 50,
    exec,
    rate,
  }) as const;
/** `from`, in seconds, keeps what is rare and heavy apart. */
const perMinute = (exec: string, rate: number, from = 0) =>
  ({ ...perSecond(exec, rate, from), timeUnit: '1m' }) as const;

/**
 * A day's mix at about 20 operations a second, so that an emulator that is asked everything twice can follow; what the
 * design serves by scans (01, 03.title, 23, 32, 33) comes once a phase.
 */
export const options: Options = {
  scenarios: {
    executions: perSecond('codeExecution', 2),
    lookups: perSecond('problemByKey', 3),
    platforms: perSecond('problemsByPlatform', 1),
    tests: perSecond('problemWithTests', 1),
    completed: perMinute('completedProblems', 30),
    feed: perMinute('publicFeed', 30),
    histories: perMinute('history', 30),
    runs: perMinute('runInFull', 30),
    browsing: perMinute('browsing', 12, 0),
    hints: perMinute('hint', 12, 2),
    merged: perMinute('mergedFeed', 12, 4),
    reviews: perMinute('reviewing', 6, 6),
    emails: perMinute('emailLogin', 6, 3),
    google: perMinute('googleLogin', 6, 0),
    plans: perMinute('planChoice', 6, 7),
    registrations: perMinute('registering', 3, 4),
    languages: perMinute('problemsByLanguage', 6, 1),
    runPlatforms: perMinute('runsByPlatform', 6, 8),
    runLanguages: perMinute('runsByLanguage', 6, 5),
    jobs: perMinute('jobsByStatus', 6, 2),
    types: perMinute('jobsByType', 6, 9),
    profiles: perMinute('profile', 6, 6),
    drafts: perMinute('drafts', 6, 3),
    upgrades: perMinute('upgrade', 3, 0),
    members: perMinute('members', 3, 7),
    planList: perMinute('planList', 3, 14),
    newPlans: perMinute('newPlan', 3, 1),
    ids: perMinute('problemById', 3, 8),
    titles: perMinute('problemsByTitle', 3, 15),
    people: perMinute('people', 3, 2),
    usage: perMinute('usage', 3, 9),
    top: perMinute('topUsers', 3, 16),
  },
  ext: { patternbench: { migration: phases } },
};

export const codeExecution = pattern('code-execution');
export const hint = pattern('hint');
export const browsing = pattern('browse');
export const reviewing = pattern('review');
export const emailLogin = pattern('login-email');
export const googleLogin = pattern('login-google');
export const planChoice = pattern('plan-choice');
export const registering = pattern('registration');

export const problemById = pattern('01');
export const problemByKey = pattern('02');
export const problemsByPlatform = pattern('03.platform');
export const problemsByLanguage = pattern('03.language');
export const problemsByTitle = pattern('03.title');
export const completedProblems = pattern('04');
export const drafts = pattern('05');
export const problemWithTests = pattern('06');
export const history = pattern('07');
export const publicFeed = pattern('08');
export const mergedFeed = pattern('09');
export const runInFull = pattern('10');
export const runsByPlatform = pattern('11.platform');
export const runsByLanguage = pattern('11.language');
export const jobsByType = pattern('21.type');
export const jobsByStatus = pattern('21.status');
export const people = pattern('23');
export const upgrade = pattern('26');
export const members = pattern('27');
export const planList = pattern('28.admins');
export const newPlan = pattern('30');
export const profile = pattern('31');
export const usage = pattern('32');
export const topUsers = pattern('33');
