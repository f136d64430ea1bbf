import { type Draw, type Grouping, pattern, rows } from 'patternbench';
import { recordInMain } from '../../../seed/algoitny/dynamodb.ts';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { problemItem } from '../../../seed/algoitny/items/problem.ts';
import { mainTable } from '../../../seed/algoitny/keys.ts';
import { problemRow } from '../../../seed/algoitny/rows/problem.ts';
import { type Cursor, cursorAfter, leftBy } from '../cursor.ts';
import { problemsByCompletion, problemsOfPlatform } from '../groupings.ts';
import { newestProblems } from './problem-lists.ts';

const { page } = newestProblems;

/** What follows in a list of problems. */
export interface NextProblems {
  /** The platform, or whether they are completed. */
  readonly value: string;
  readonly after: Cursor;
}

interface List<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly grouping: Grouping<typeof problem>;
  readonly index: 'GSI1' | 'GSI2';
  readonly partition: (value: string) => string;
  /** A condition on $1. */
  readonly condition: string;
  readonly drawn: (draw: Draw) => string;
}

/** The second page of a list, and how to ask for that of a certain one. Only first pages have an objective. */
function nextProblems<const Id extends string>({ id, name, grouping, index, partition, condition, drawn }: List<Id>) {
  const asked = (draw: Draw, value: string, shown: number): NextProblems => {
    const after = cursorAfter(draw.world, draw.group(grouping, value), shown, {
      of: problem,
      index,
      toItem: problemItem.toItem,
    });
    if (after === null) throw new RangeError(`no problems of ${value}`);
    return { value, after };
  };
  const next = pattern({
    id,
    name,
    class: 'high',
    objective: null,
    params: (draw) => asked(draw, drawn(draw), page),
    edges: (draw) => {
      const value = drawn(draw);
      const all = draw.group(grouping, value).members.length;
      return {
        'the last page': asked(draw, value, Math.max(1, all - page)),
        'a last page of one': asked(draw, value, Math.max(1, all - 1)),
        'after the last': asked(draw, value, all),
      };
    },
    expects: ({ value, after }, data) => rows(problem, leftBy(after, data.group(grouping, value)), newestProblems),
    dynamodb: async (db, { value, after }) => {
      const reply = await db.query({
        TableName: mainTable,
        IndexName: index,
        KeyConditionExpression: `${index}PK = :partition`,
        ExpressionAttributeValues: { ':partition': partition(value) },
        ScanIndexForward: false,
        Limit: page,
        ExclusiveStartKey: after.start,
      });
      return () => reply.items.map(recordInMain);
    },
    postgres: async (db, { value, after }) => {
      const reply = await db.query(
        `select * from problems where ${condition} and not is_deleted and (created_at, id) < ($2, $3)
         order by created_at desc, id desc limit $4`,
        [value, after.createdAt, after.id, page],
      );
      return () => reply.rows.map(problemRow.fromRow);
    },
  });
  return { pattern: next, asked: (draw: Draw, value: string) => asked(draw, value, page) };
}

export const { pattern: nextOfPlatform, asked: askedNextOfPlatform } = nextProblems({
  id: '03.platform.next',
  name: 'problems of a platform, next page',
  grouping: problemsOfPlatform,
  index: 'GSI1',
  partition: (platform) => `PLATFORM#${platform}`,
  condition: 'platform = $1',
  drawn: (draw) => draw.popular(problem).platform,
});

export const { pattern: nextCompleted, asked: askedNextCompleted } = nextProblems({
  id: '04.next',
  name: 'completed problems, next page',
  grouping: problemsByCompletion,
  index: 'GSI2',
  partition: (completed) => `COMPLETED#${completed}`,
  condition: 'is_completed = $1::boolean',
  drawn: () => 'true',
});
