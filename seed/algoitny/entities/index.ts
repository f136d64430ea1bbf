import { job } from './job.ts';
import { plan } from './plan.ts';
import { problem } from './problem.ts';
import { searchHistory } from './search-history.ts';
import { testCase } from './test-case.ts';
import { usageLog } from './usage-log.ts';
import { user } from './user.ts';

/** In the order in which they can be loaded: what is pointed to comes first. */
export const entities = { plan, user, problem, testCase, searchHistory, usageLog, job };
