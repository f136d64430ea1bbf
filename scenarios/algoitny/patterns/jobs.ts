import { type Data, type KeysOf, nothing, OperationFailed, oneRecord, pattern } from 'patternbench';
import { type Job, type JobStatus, job, jobAfter, openStatuses } from '../../../seed/algoitny/entities/job.ts';
import { jobItem, jobStatusKeys } from '../../../seed/algoitny/items/job.ts';
import { jobKey, mainTable } from '../../../seed/algoitny/keys.ts';
import { jobRow } from '../../../seed/algoitny/rows/job.ts';
import { firstLike, present } from '../edges.ts';
import { insert } from '../insert.ts';

export interface OneJob {
  readonly jobId: number;
  readonly taskId: string;
  /** `null`: there is none. */
  readonly job: KeysOf<typeof job> | null;
}

export const askedJob = (found: KeysOf<typeof job>): OneJob => ({
  jobId: found.jobId,
  taskId: found.celeryTaskId,
  job: found,
});

function jobEdges(data: Data): Readonly<Record<string, OneJob>> {
  const withStatus = (status: JobStatus) => {
    const found = firstLike(data, job, (keys) => (keys as KeysOf<typeof job>).status === status);
    return found === null ? null : askedJob(found as KeysOf<typeof job>);
  };
  return present({
    'the newest job': askedJob(data.keys(job, data.count(job) - 1)),
    'a job that failed': withStatus('FAILED'),
    'a job that waits': withStatus('PENDING'),
    'a job that is not there': { jobId: 2_000_000_000, taskId: '00000000-0000-4000-8000-000000000000', job: null },
  });
}

export const jobById = pattern({
  id: '20.id',
  name: 'generation job by id',
  class: 'medium',
  objective: 'p(99) < 30ms',
  objectiveIs: 'design',
  params: (draw) => askedJob(draw.recent(job)),
  edges: (_draw, data) => jobEdges(data),
  expects: ({ job: found }) => oneRecord(job, found),
  dynamodb: async (db, { jobId }) => {
    const reply = await db.get({ TableName: mainTable, Key: jobKey(jobId) });
    return () => (reply.item === null ? null : jobItem.fromItem(reply.item));
  },
  postgres: async (db, { jobId }) => {
    const reply = await db.query('select * from script_generation_jobs where id = $1', [jobId]);
    return () => reply.rows.map(jobRow.fromRow)[0] ?? null;
  },
});

export const jobByTask = pattern({
  id: '20.task',
  name: 'generation job by Celery task',
  class: 'medium',
  objective: 'p(99) < 30ms',
  objectiveIs: 'design',
  needsStrongConsistency: 'whoever registers a problem polls for its job right after creating it',
  params: (draw) => askedJob(draw.recent(job)),
  edges: (_draw, data) => jobEdges(data),
  expects: ({ job: found }) => oneRecord(job, found),
  dynamodb: async (db, { taskId }) => {
    const reply = await db.query({
      TableName: mainTable,
      IndexName: 'GSI3',
      KeyConditionExpression: 'GSI3PK = :task',
      ExpressionAttributeValues: { ':task': `TASK#${taskId}` },
    });
    return () => reply.items.map(jobItem.fromItem)[0] ?? null;
  },
  postgres: async (db, { taskId }) => {
    const reply = await db.query('select * from script_generation_jobs where celery_task_id = $1', [taskId]);
    return () => reply.rows.map(jobRow.fromRow)[0] ?? null;
  },
});

export const createJob = pattern({
  id: '19',
  name: 'create a generation job',
  class: 'medium',
  objective: 'p(99) < 20ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ job: draw.fresh(job) }),
  expects: () => nothing,
  leaves: ({ job: created }) => [{ of: job, i: created.i }],
  dynamodb: async (db, { job: created }) => {
    await db.put({ TableName: mainTable, Item: jobItem.toItem(created) });
  },
  postgres: async (db, { job: created }) => {
    await db.query(insert(jobRow, created));
  },
});

export interface JobMove {
  /** The job as it is to be afterwards. */
  readonly job: Job;
  /** What its status must be before. */
  readonly from: readonly JobStatus[];
}

export const moveJob = pattern({
  id: '22',
  name: "update a job's status",
  class: 'medium',
  objective: 'p(99) < 20ms',
  objectiveIs: 'assumed',
  params: (draw): JobMove => ({ job: jobAfter(draw.world, draw.ordinal), from: openStatuses }),
  expects: () => nothing,
  leaves: ({ job: after }) => [{ of: job, i: after.i, record: after }],
  dynamodb: async (db, { job: after, from }) => {
    const outcome = outcomeUpdate(after);
    await db.update({
      TableName: mainTable,
      Key: jobKey(after.jobId),
      UpdateExpression: `SET #status = :status, UpdatedAt = :updatedAt, GSI2PK = :GSI2PK, GSI2SK = :GSI2SK${outcome.set}${outcome.remove}`,
      ConditionExpression: `#status IN (${from.map((_, at) => `:from${at}`).join(', ')})`,
      ExpressionAttributeNames: { '#status': 'Status' },
      ExpressionAttributeValues: {
        ':status': after.status,
        ':updatedAt': after.updatedAt,
        ...prefixed(jobStatusKeys(after.status, after.updatedAt)),
        ...Object.fromEntries(from.map((status, at) => [`:from${at}`, status])),
        ...outcome.values,
      },
    });
  },
  postgres: async (db, { job: after, from }) => {
    const reply = await db.query(
      `update script_generation_jobs set status = $2, updated_at = $3, generator_code = $4, error_message = $5
       where id = $1 and status = any($6::text[])`,
      [after.jobId, after.status, after.updatedAt, after.generatorCode, after.errorMessage, from],
    );
    if (reply.count === 0) throw new OperationFailed('server', null, `job ${after.jobId} is not ${from.join(' or ')}`);
  },
});

/** What a job brought forth is set where there is something, and removed where there is nothing. */
function outcomeUpdate({ generatorCode, errorMessage }: Job): { set: string; remove: string; values: object } {
  const outcome = { GeneratorCode: generatorCode, ErrorMessage: errorMessage };
  const there = Object.entries(outcome).filter(([, value]) => value !== null);
  const gone = Object.entries(outcome).filter(([, value]) => value === null);
  return {
    set: there.map(([name]) => `, ${name} = :${name}`).join(''),
    remove: gone.length === 0 ? '' : ` REMOVE ${gone.map(([name]) => name).join(', ')}`,
    values: prefixed(Object.fromEntries(there)),
  };
}

function prefixed(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value]));
}
