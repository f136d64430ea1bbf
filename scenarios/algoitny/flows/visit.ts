import { flow } from 'patternbench';
import { plan } from '../../../seed/algoitny/entities/plan.ts';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { user } from '../../../seed/algoitny/entities/user.ts';
import { languages } from '../../../seed/algoitny/languages.ts';
import { askedRun } from '../patterns/asked-run.ts';
import { historyOfUser, ownAndPublicHistory, publicFeed } from '../patterns/history-lists.ts';
import { askedNextCompleted, askedNextOfPlatform, nextCompleted, nextOfPlatform } from '../patterns/next-problems.ts';
import { askedNextOfUser, nextOfUser, ownerOf } from '../patterns/next-runs.ts';
import { askedPlan, planByName, plansForPeople } from '../patterns/plans.ts';
import { completedProblems, problemsByLanguage, problemsByPlatform } from '../patterns/problem-lists.ts';
import { asked, askedById, problemById, problemByKey } from '../patterns/problem-lookup.ts';
import { lastWord, problemsByTitle } from '../patterns/problem-search.ts';
import { problemWithTestCases } from '../patterns/problem-tests.ts';
import { hintsOfRun, runInFull, withHints } from '../patterns/run.ts';
import { askedUser, signedInByGoogle, userByEmail, userByGoogleId } from '../patterns/users.ts';

/** Somebody signs in with a password and sees the own history. */
export const loginByEmail = flow({
  id: 'login-email',
  name: 'a login by e-mail address',
  draw: (draw) => ({ person: draw.popular(user) }),
  steps: (step) => [
    step(userByEmail, ({ person }) => askedUser(person)),
    step(historyOfUser, ({ person }) => ({ userId: person.userId })),
  ],
});

/** The same by way of Google. */
export const loginByGoogle = flow({
  id: 'login-google',
  name: 'a login by Google',
  draw: (draw) => ({ person: signedInByGoogle(draw.popular(user), (i) => draw.world.keys(user, i)) }),
  steps: (step) => [
    step(userByGoogleId, ({ person }) => askedUser(person)),
    step(historyOfUser, ({ person }) => ({ userId: person.userId })),
  ],
});

/** Somebody pages through lists and opens problems. */
export const browse = flow({
  id: 'browse',
  name: 'browsing',
  draw: (draw) => {
    const { platform } = draw.popular(problem);
    return { platform, next: askedNextOfPlatform(draw, platform), seen: seven(() => draw.popular(problem)) };
  },
  steps: (step) => [
    step(publicFeed, () => ({})),
    step(problemsByPlatform, ({ platform }) => ({ platform })),
    step(problemByKey, ({ seen }) => asked(seen[0])),
    step(problemByKey, ({ seen }) => asked(seen[1])),
    step(nextOfPlatform, ({ next }) => next),
    step(problemByKey, ({ seen }) => asked(seen[2])),
    step(problemByKey, ({ seen }) => asked(seen[3])),
    step(problemWithTestCases, ({ seen }) => asked(seen[3])),
  ],
});

/** Somebody looks for certain problems, by their language, their title or a link with their id. */
export const search = flow({
  id: 'search',
  name: 'a search',
  draw: (draw) => ({
    seen: seven(() => draw.popular(problem)),
    other: draw.random.one(languages),
    next: askedNextCompleted(draw, 'true'),
  }),
  steps: (step) => [
    step(completedProblems, () => ({})),
    step(nextCompleted, ({ next }) => next),
    step(problemByKey, ({ seen }) => asked(seen[0])),
    step(problemsByLanguage, ({ seen, other }) => ({ language: seen[1].language ?? other })),
    step(problemsByLanguage, ({ seen, other }) => ({ language: seen[2].language ?? other })),
    step(problemsByLanguage, ({ seen, other }) => ({ language: seen[3].language ?? other })),
    step(problemWithTestCases, ({ seen }) => asked(seen[3])),
    step(problemsByTitle, ({ seen }) => ({ fragment: lastWord(seen[4].title) })),
    step(problemByKey, ({ seen }) => asked(seen[4])),
    step(problemWithTestCases, ({ seen }) => asked(seen[4])),
    step(problemsByTitle, ({ seen }) => ({ fragment: lastWord(seen[5].title) })),
    step(problemByKey, ({ seen }) => asked(seen[5])),
    step(problemWithTestCases, ({ seen }) => asked(seen[5])),
    step(completedProblems, () => ({})),
    step(completedProblems, () => ({})),
    step(problemById, ({ seen }) => askedById(seen[6])),
    step(problemById, ({ seen }) => askedById(seen[0])),
  ],
});

/** Somebody goes through the own runs, and others' public ones. */
export const review = flow({
  id: 'review',
  name: 'a look back',
  draw: (draw) => {
    const userId = ownerOf(draw);
    return {
      userId,
      next: askedNextOfUser(draw, userId),
      run: draw.recent(searchHistory),
      hinted: withHints(draw),
      alsoHinted: withHints(draw),
    };
  },
  steps: (step) => [
    step(historyOfUser, ({ userId }) => ({ userId })),
    step(runInFull, ({ run }) => askedRun(run)),
    step(nextOfUser, ({ next }) => next),
    step(hintsOfRun, ({ hinted }) => askedRun(hinted)),
    step(historyOfUser, ({ userId }) => ({ userId })),
    step(hintsOfRun, ({ alsoHinted }) => askedRun(alsoHinted)),
    step(ownAndPublicHistory, ({ userId }) => ({ userId })),
    step(ownAndPublicHistory, ({ userId }) => ({ userId })),
  ],
});

/** Somebody considers another plan. */
export const planChoice = flow({
  id: 'plan-choice',
  name: 'a look at the plans',
  draw: (draw) => ({ plan: draw.any(plan) }),
  steps: (step) => [step(plansForPeople, () => ({})), step(planByName, (drawn) => askedPlan(drawn.plan))],
});

type Seven<Value> = readonly [Value, Value, Value, Value, Value, Value, Value];

function seven<Value>(draw: () => Value): Seven<Value> {
  return [draw(), draw(), draw(), draw(), draw(), draw(), draw()];
}
