import type { Item, ItemLayout, RecordOf } from 'patternbench';
import type { problem } from '../entities/problem.ts';
import { mainTable, problemKey } from '../keys.ts';
import { orAbsent, orNull } from './fields.ts';

type Problem = RecordOf<typeof problem>;

/** A deleted problem loses its index keys; one without a solution has no language to be listed by. */
function indexKeys(problem: Problem): Item {
  if (problem.isDeleted) return {};
  const listed = problem.language !== null;
  return {
    GSI1PK: `PLATFORM#${problem.platform}`,
    GSI1SK: problem.createdAt,
    GSI2PK: `COMPLETED#${problem.isCompleted}`,
    GSI2SK: problem.createdAt,
    GSI3PK: listed ? `LANGUAGE#${problem.language}` : undefined,
    GSI3SK: listed ? problem.createdAt : undefined,
  };
}

export const problemItem: ItemLayout<Problem> = {
  table: mainTable,
  toItem: (problem) => ({
    ...problemKey(problem.platform, problem.problemId),
    ...indexKeys(problem),
    EntityType: 'Problem',
    InternalId: problem.internalId,
    Platform: problem.platform,
    ProblemId: problem.problemId,
    Title: problem.title,
    ProblemUrl: problem.problemUrl,
    Tags: problem.tags,
    SolutionCode: orAbsent(problem.solutionCode),
    Language: orAbsent(problem.language),
    Constraints: problem.constraints,
    IsCompleted: problem.isCompleted,
    IsDeleted: problem.isDeleted,
    DeletedAt: orAbsent(problem.deletedAt),
    DeletedReason: orAbsent(problem.deletedReason),
    Metadata: problem.metadata,
    CreatedAt: problem.createdAt,
    UpdatedAt: problem.updatedAt,
  }),
  fromItem: (item) => ({
    internalId: item.InternalId,
    platform: item.Platform,
    problemId: item.ProblemId,
    title: item.Title,
    problemUrl: item.ProblemUrl,
    tags: item.Tags,
    solutionCode: orNull(item, 'SolutionCode'),
    language: orNull(item, 'Language'),
    constraints: item.Constraints,
    isCompleted: item.IsCompleted,
    isDeleted: item.IsDeleted,
    deletedAt: orNull(item, 'DeletedAt'),
    deletedReason: orNull(item, 'DeletedReason'),
    metadata: item.Metadata,
    createdAt: item.CreatedAt,
    updatedAt: item.UpdatedAt,
  }),
};
