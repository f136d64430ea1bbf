import type { RecordOf } from 'patternbench';
import type { job } from '../entities/job.ts';
import { column, rowLayout, time } from './columns.ts';

type Job = RecordOf<typeof job>;

export const jobRow = rowLayout<Job>('script_generation_jobs', [
  column('id', 'jobId'),
  column('platform', 'platform'),
  column('problem_id', 'problemId'),
  column('title', 'title'),
  column('problem_url', 'problemUrl'),
  column('tags', 'tags'),
  column('solution_code', 'solutionCode'),
  column('language', 'language'),
  column('constraints', 'constraints'),
  column('job_type', 'jobType'),
  column('status', 'status'),
  column('celery_task_id', 'celeryTaskId'),
  column('generator_code', 'generatorCode'),
  column('error_message', 'errorMessage'),
  time('created_at', 'createdAt'),
  time('updated_at', 'updatedAt'),
]);
