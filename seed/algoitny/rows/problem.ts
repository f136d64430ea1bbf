import type { RecordOf } from 'patternbench';
import type { problem } from '../entities/problem.ts';
import { column, rowLayout, time } from './columns.ts';

type Problem = RecordOf<typeof problem>;

export const problemRow = rowLayout<Problem>('problems', [
  column('id', 'internalId'),
  column('platform', 'platform'),
  column('problem_id', 'problemId'),
  column('title', 'title'),
  column('problem_url', 'problemUrl'),
  column('tags', 'tags'),
  column('solution_code', 'solutionCode'),
  column('language', 'language'),
  column('constraints', 'constraints'),
  column('is_completed', 'isCompleted'),
  column('is_deleted', 'isDeleted'),
  time('deleted_at', 'deletedAt'),
  column('deleted_reason', 'deletedReason'),
  column('metadata', 'metadata'),
  time('created_at', 'createdAt'),
  time('updated_at', 'updatedAt'),
]);
