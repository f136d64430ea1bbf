import type { ItemLayout, RecordOf } from 'patternbench';
import type { JobStatus, job } from '../entities/job.ts';
import { jobKey, mainTable, metadata } from '../keys.ts';
import { orAbsent, orNull } from './fields.ts';

/** The keys under which jobs are listed by status; they move with each change. */
export function jobStatusKeys(status: JobStatus, updatedAt: string): { GSI2PK: string; GSI2SK: string } {
  return { GSI2PK: `STATUS#${status}`, GSI2SK: updatedAt };
}

export const jobItem: ItemLayout<RecordOf<typeof job>> = {
  table: mainTable,
  toItem: (job) => {
    const key = jobKey(job.jobId);
    const listed = jobStatusKeys(job.status, job.updatedAt);
    return {
      PK: key.PK,
      SK: key.SK,
      GSI1PK: `JOBTYPE#${job.jobType}`,
      GSI1SK: job.createdAt,
      GSI2PK: listed.GSI2PK,
      GSI2SK: listed.GSI2SK,
      GSI3PK: `TASK#${job.celeryTaskId}`,
      GSI3SK: metadata,
      EntityType: 'ScriptGenerationJob',
      JobId: job.jobId,
      Platform: job.platform,
      ProblemId: job.problemId,
      Title: job.title,
      ProblemUrl: job.problemUrl,
      Tags: job.tags,
      SolutionCode: orAbsent(job.solutionCode),
      Language: orAbsent(job.language),
      Constraints: job.constraints,
      JobType: job.jobType,
      Status: job.status,
      CeleryTaskId: job.celeryTaskId,
      GeneratorCode: orAbsent(job.generatorCode),
      ErrorMessage: orAbsent(job.errorMessage),
      CreatedAt: job.createdAt,
      UpdatedAt: job.updatedAt,
    };
  },
  fromItem: (item) => ({
    jobId: item.JobId,
    platform: item.Platform,
    problemId: item.ProblemId,
    title: item.Title,
    problemUrl: item.ProblemUrl,
    tags: item.Tags,
    solutionCode: orNull(item, 'SolutionCode'),
    language: orNull(item, 'Language'),
    constraints: item.Constraints,
    jobType: item.JobType,
    status: item.Status,
    celeryTaskId: item.CeleryTaskId,
    generatorCode: orNull(item, 'GeneratorCode'),
    errorMessage: orNull(item, 'ErrorMessage'),
    createdAt: item.CreatedAt,
    updatedAt: item.UpdatedAt,
  }),
};
