import { type Draw, flow } from 'patternbench';
import { problem } from '../../seed/algoitny/entities/problem.ts';
import { searchHistory } from '../../seed/algoitny/entities/search-history.ts';
import { freshLog, usageLog } from '../../seed/algoitny/entities/usage-log.ts';
import { user } from '../../seed/algoitny/entities/user.ts';
import { askedLimits, planLimits } from './patterns/plan-limits.ts';
import { asked } from './patterns/problem-lookup.ts';
import { testCasesOfProblem } from './patterns/problem-tests.ts';
import { storeRun } from './patterns/run.ts';
import { logUsage, usageOfToday } from './patterns/usage.ts';

/** Somebody runs code: the limit is checked, the test cases fetched, the action logged and the run stored. */
export const codeExecution = flow({
  id: 'code-execution',
  name: 'a code execution',
  draw: (draw: Draw) => {
    const run = draw.fresh(searchHistory);
    return {
      run,
      person: draw.world.keys(user, run.userId - 1),
      problem: draw.world.keys(problem, run.problemId - 1),
      log: draw.fresh(usageLog, freshLog('execution'), 2),
    };
  },
  steps: (step) => [
    step(usageOfToday, ({ person }) => ({ userId: person.userId, action: 'execution' as const })),
    step(planLimits, ({ person }) => askedLimits(person)),
    step(testCasesOfProblem, ({ problem }) => asked(problem)),
    step(logUsage, ({ log }) => ({ log })),
    step(storeRun, ({ run }) => ({ run })),
  ],
});
