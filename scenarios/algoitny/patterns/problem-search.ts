import { type Data, pattern, rows } from 'patternbench';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { problemItem } from '../../../seed/algoitny/items/problem.ts';
import { mainTable } from '../../../seed/algoitny/keys.ts';
import { problemRow } from '../../../seed/algoitny/rows/problem.ts';
import { followPages, wholePage } from '../pages.ts';
import { newestProblems } from './problem-lists.ts';

const { page } = newestProblems;

/** What people type of a title: its last word that is not a number. */
export function lastWord(title: string): string {
  return title.split(' ').findLast((word) => !/^\d+$/.test(word)) ?? title;
}

function titled(data: Data, fragment: string): number[] {
  const found: number[] = [];
  for (let i = 0; i < data.count(problem); i++) {
    const { title, isDeleted } = data.keys(problem, i);
    if (!isDeleted && title.includes(fragment)) found.push(i);
  }
  return found;
}

/** A pattern of LIKE for text that contains the fragment. */
function containing(fragment: string): string {
  return `%${fragment.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * No index holds titles: the application scans until the table ends or a page is full, and can put in order only what it
 * has met by then.
 */
export const problemsByTitle = pattern({
  id: '03.title',
  name: 'problems by a part of the title',
  class: 'high',
  objective: 'p(99) < 100ms',
  objectiveIs: 'design',
  params: (draw) => ({ fragment: lastWord(draw.popular(problem).title) }),
  edges: () => ({
    'a part that more than a page of titles have': { fragment: ' ' },
    'a part in Korean': { fragment: '부분' },
    'a part that no title has': { fragment: 'no such title' },
    'a part with a wildcard of SQL': { fragment: '100%' },
  }),
  expects: ({ fragment }, data) => rows(problem, titled(data, fragment), newestProblems),
  dynamodb: async (db, { fragment }) => {
    const items = await followPages(
      (after) =>
        db.scan({
          TableName: mainTable,
          Limit: wholePage,
          FilterExpression: 'EntityType = :problem AND IsDeleted = :deleted AND contains(Title, :fragment)',
          ExpressionAttributeValues: { ':problem': 'Problem', ':deleted': false, ':fragment': fragment },
          ...(after && { ExclusiveStartKey: after }),
        }),
      page,
    );
    return () =>
      items()
        .map(problemItem.fromItem)
        .sort((one, other) => (String(one.createdAt) < String(other.createdAt) ? 1 : -1));
  },
  postgres: async (db, { fragment }) => {
    const reply = await db.query(
      'select * from problems where title like $1 and not is_deleted order by created_at desc limit $2',
      [containing(fragment), page],
    );
    return () => reply.rows.map(problemRow.fromRow);
  },
});
