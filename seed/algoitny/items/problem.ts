import type { ItemLayout, RecordOf } from 'patternbench';
import type { problem } from '../entities/problem.ts';
import { mainTable, problemKey } from '../keys.ts';
import { orAbsent, orNull } from './fields.ts';

type Problem = RecordOf<typeof problem>;

export const problemItem: ItemLayout<Problem> = {
  table: mainTable,
  toItem: (problem) => {
    const key = problemKey(problem.platform, problem.problemId);
    // A deleted problem loses its index keys; one without a solution has no language to be listed by.
    const listed = problem.isDeleted ? null : problem.createdAt;
    const listedByLanguage = problem.language === null ? null : listed;
    return {
      PK: key.PK,
      SK: key.SK,
      GSI1PK: orAbsent(listed && `PLATFORM#${problem.platform}`),
      GSI1SK: orAbsent(listed),
      GSI2PK: orAbsent(listed && `COMPLETED#${problem.isCompleted}`),
      GSI2SK: orAbsent(listed),
      GSI3PK: orAbsent(listedByLanguage && `LANGUAGE#${problem.language}`),
      GSI3SK: orAbsent(listedByLanguage),
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
    };
  },
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
