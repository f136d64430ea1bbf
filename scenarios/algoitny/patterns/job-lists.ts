import { type DynamoDb, type PageReply, pattern, rows } from 'patternbench';
import { recordInMain } from '../../../seed/algoitny/dynamodb.ts';
import { job, jobStatuses, jobTypes } from '../../../seed/algoitny/entities/job.ts';
import { mainTable } from '../../../seed/algoitny/keys.ts';
import { jobRow } from '../../../seed/algoitny/rows/job.ts';
import { jobsOfStatus, jobsOfType } from '../groupings.ts';

const page = 20;

function newestIn(db: DynamoDb, index: 'GSI1' | 'GSI2', partition: string): Promise<PageReply> {
  return db.query({
    TableName: mainTable,
    IndexName: index,
    KeyConditionExpression: `${index}PK = :partition`,
    ExpressionAttributeValues: { ':partition': partition },
    ScanIndexForward: false,
    Limit: page,
  });
}

export const jobsByType = pattern({
  id: '21.type',
  name: 'generation jobs of a type',
  class: 'medium',
  objective: 'p(99) < 100ms',
  objectiveIs: 'design',
  params: (draw) => ({ type: draw.random.one(jobTypes) as string }),
  edges: () => ({ 'a type that no job has': { type: 'none' } }),
  expects: ({ type }, data) =>
    rows(job, data.group(jobsOfType, type), { order: { by: 'createdAt', descending: true }, page }),
  dynamodb: async (db, { type }) => {
    const reply = await newestIn(db, 'GSI1', `JOBTYPE#${type}`);
    return () => reply.items.map(recordInMain);
  },
  postgres: async (db, { type }) => {
    const reply = await db.query(
      'select * from script_generation_jobs where job_type = $1 order by created_at desc limit $2',
      [type, page],
    );
    return () => reply.rows.map(jobRow.fromRow);
  },
});

/** The design lists them by their last change, which PostgreSQL has no index for. */
export const jobsByStatus = pattern({
  id: '21.status',
  name: 'generation jobs in a status',
  class: 'medium',
  objective: 'p(99) < 100ms',
  objectiveIs: 'design',
  params: (draw) => ({ status: draw.random.one(jobStatuses) as string }),
  edges: () => ({
    'the status of most jobs': { status: 'COMPLETED' },
    'a status that no job has': { status: 'LOST' },
  }),
  expects: ({ status }, data) =>
    rows(job, data.group(jobsOfStatus, status), { order: { by: 'updatedAt', descending: true }, page }),
  dynamodb: async (db, { status }) => {
    const reply = await newestIn(db, 'GSI2', `STATUS#${status}`);
    return () => reply.items.map(recordInMain);
  },
  postgres: async (db, { status }) => {
    const reply = await db.query(
      'select * from script_generation_jobs where status = $1 order by updated_at desc limit $2',
      [status, page],
    );
    return () => reply.rows.map(jobRow.fromRow);
  },
});
