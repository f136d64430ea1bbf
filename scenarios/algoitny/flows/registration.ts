import { flow } from 'patternbench';
import { job, registeredJob } from '../../../seed/algoitny/entities/job.ts';
import { askedJob, createJob, type JobMove, jobById, jobByTask, moveJob } from '../patterns/jobs.ts';
import { freshProblem, storeProblem } from '../patterns/new-problem.ts';

/**
 * Somebody registers a problem: a job is created and polled, three times by its id and seven times by its task, while a
 * worker takes it up and finishes it; then the problem is stored.
 */
export const registration = flow({
  id: 'registration',
  name: 'a registration of a problem',
  draw: (draw) => {
    const created = draw.fresh(job);
    return {
      created,
      asked: askedJob(created),
      started: registeredJob(draw.world, created.i, 'PROCESSING'),
      finished: registeredJob(draw.world, created.i, 'COMPLETED'),
      problem: freshProblem(draw),
    };
  },
  steps: (step) => {
    const pollById = step(jobById, ({ asked }) => asked);
    const pollByTask = step(jobByTask, ({ asked }) => asked);
    return [
      step(createJob, ({ created }) => ({ job: created })),
      pollById,
      pollByTask,
      pollByTask,
      step(moveJob, ({ started }): JobMove => ({ job: started, from: ['PENDING'] })),
      pollById,
      pollByTask,
      pollByTask,
      pollByTask,
      pollByTask,
      step(moveJob, ({ finished }): JobMove => ({ job: finished, from: ['PROCESSING'] })),
      pollByTask,
      pollById,
      step(storeProblem, ({ problem }) => problem),
    ];
  },
});
