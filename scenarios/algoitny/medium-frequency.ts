import type { Options } from 'k6/options';
import { pattern, spread } from 'patternbench/scenario';

/*
 * Lists of runs and the registration of problems. For two minutes each pattern comes by its share of the traffic, and at
 * least as often as its percentile needs.
 */

export const runsOnPlatform = pattern('11.platform');
export const nextOnPlatform = pattern('11.platform.next');
export const runsInLanguage = pattern('11.language');
export const createJob = pattern('19');
export const jobById = pattern('20.id');
export const jobByTask = pattern('20.task');
export const jobsOfType = pattern('21.type');
export const jobsOfStatus = pattern('21.status');
export const moveJob = pattern('22');
export const storeProblem = pattern('new-problem');

export const options: Options = {
  scenarios: spread(
    {
      runsOnPlatform,
      nextOnPlatform,
      runsInLanguage,
      createJob,
      jobById,
      jobByTask,
      jobsOfType,
      jobsOfStatus,
      moveJob,
      storeProblem,
    },
    { duration: '2m', rate: 100 },
  ),
};
