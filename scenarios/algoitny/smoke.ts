import type { Options } from 'k6/options';
import { pattern } from 'patternbench/scenario';

/** Ten seconds of what the site does most, to see that everything answers. */
const arrivals = { executor: 'constant-arrival-rate', duration: '10s', preAllocatedVUs: 20 } as const;

export const options: Options = {
  scenarios: {
    lookups: { ...arrivals, exec: 'problemByKey', rate: 20 },
    pages: { ...arrivals, exec: 'problemWithTests', rate: 5 },
    executions: { ...arrivals, exec: 'codeExecution', rate: 2 },
  },
};

export const problemByKey = pattern('02');
export const problemWithTests = pattern('06');
export const codeExecution = pattern('code-execution');
