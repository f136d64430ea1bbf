import { type Draw, flow, type KeysOf } from 'patternbench';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { runWithHintsOf, searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { freshLog, usageLog } from '../../../seed/algoitny/entities/usage-log.ts';
import { user } from '../../../seed/algoitny/entities/user.ts';
import { askedRun } from '../patterns/asked-run.ts';
import { askedLimits, planLimits } from '../patterns/plan-limits.ts';
import { asked } from '../patterns/problem-lookup.ts';
import { testCasesOfProblem } from '../patterns/problem-tests.ts';
import { runInFull, storeHints, storeRun } from '../patterns/run.ts';
import { logUsage, type UsageAsked, usageOfToday } from '../patterns/usage.ts';

function personOf(draw: Draw, run: { readonly userId: number }): KeysOf<typeof user> {
  return draw.world.keys(user, run.userId - 1);
}

/** Somebody runs code: the limit is checked, the test cases are fetched, the action is logged and the run stored. */
export const codeExecution = flow({
  id: 'code-execution',
  name: 'a code execution',
  draw: (draw) => {
    const run = draw.fresh(searchHistory);
    return {
      run,
      person: personOf(draw, run),
      problem: draw.world.keys(problem, run.problemId - 1),
      log: draw.fresh(usageLog, freshLog('execution'), 2),
    };
  },
  steps: (step) => [
    step(usageOfToday, ({ person }): UsageAsked => ({ userId: person.userId, action: 'execution' })),
    step(planLimits, ({ person }) => askedLimits(person)),
    step(testCasesOfProblem, (drawn) => asked(drawn.problem)),
    step(logUsage, ({ log }) => ({ log })),
    step(storeRun, ({ run }) => ({ run })),
  ],
});

/** Somebody asks for hints on a run that has none: the limit is checked, the run read, the action logged, the hints stored. */
export const hint = flow({
  id: 'hint',
  name: 'a hint',
  draw: (draw) => {
    const run = runWithHintsOf(draw.world, draw.ordinal);
    return { run, person: personOf(draw, run), log: draw.fresh(usageLog, freshLog('hint'), 2) };
  },
  steps: (step) => [
    step(usageOfToday, ({ person }): UsageAsked => ({ userId: person.userId, action: 'hint' })),
    step(planLimits, ({ person }) => askedLimits(person)),
    step(runInFull, ({ run }) => askedRun(run)),
    step(logUsage, ({ log }) => ({ log })),
    step(storeHints, ({ run }) => ({ run })),
  ],
});
