import { shareText, wholeText } from '../../judge/claim-answer.ts';
import { bytesText, counted, listed, sizeText } from '../amounts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { readsOf } from '../evidence/pattern-facts.ts';
import type { Found, Rule } from '../rule.ts';
import { indexUnits } from '../shares.ts';

type Needs = 'tables' | 'patterns' | 'traces' | 'writes' | 'now' | 'later' | 'horizon' | 'coverage';

/** Indexes that no pattern reads: they are written and stored for nobody. */
export const unreadIndex: Rule<Needs> = {
  id: 'unread-index',
  title: 'an index that nobody reads',
  find: (evidence) => [...inDynamoDb(evidence), ...inPostgres(evidence)],
};

function inDynamoDb(evidence: Pick<Evidence, Needs>): readonly Found[] {
  const { tables, patterns, traces, writes, now, later, horizon } = evidence;
  // Without a measurement of every pattern one of them might read it.
  if (patterns.every(({ dynamodb }) => dynamodb === null)) return [];
  const touched = traces.patterns.flatMap(({ operations }) => operations.flat()).filter(({ kind }) => kind === 'read');
  return [...tables.values()].flatMap((table) =>
    table.indexes.flatMap(({ name }): Found[] => {
      const isRead =
        patterns.some((pattern) => readsOf(pattern, table.name, name).length > 0) ||
        touched.some((touch) => touch.table === table.name && touch.index === name);
      if (isRead) return [];
      const of = ({ parts }: Evidence['now']) => parts.find((one) => one.table === table.name && one.index === name);
      const perDay = writes.reduce((sum, write) => sum + write.perDay * indexUnits(write, table.name, name), 0);
      const all = patterns.reduce((sum, { dynamodb, perDay: operations }) => {
        const units = (dynamodb?.perOperation.consumed ?? []).reduce((total, { write }) => total + write, 0);
        return sum + units * operations;
      }, 0);
      return [
        {
          severity: all > 0 && perDay >= 0.1 * all ? 'medium' : 'low',
          about: { target: 'dynamodb', table: table.name, index: name },
          evidence: `no request of any pattern reads it; it holds ${counted(Math.round(of(now)?.records ?? 0), 'entry', 'entries')} and takes ${counted(perDay, 'write unit')} a day${all > 0 ? ` (${shareText(perDay / all)} of all)` : ''}, and ${bytesText(of(later)?.bytes ?? 0)} at ${sizeText(horizon)}`,
          consequence:
            'It is written and stored for nobody, and a limit of its own can throttle the table. Take it away, or name the pattern that it is for.',
        },
      ];
    }),
  );
}

/** One finding for all: each is small, and they are decided together. */
function inPostgres({ coverage }: Pick<Evidence, Needs>): readonly Found[] {
  const unread = coverage.unreadIndexes.filter(({ target }) => target === 'postgres');
  const [first] = unread;
  if (first === undefined) return [];
  const tables = [...new Set(unread.map(({ table }) => table))];
  const words = tables.map(
    (table) =>
      `${table}: ${unread
        .filter((one) => one.table === table)
        .map(({ index }) => index)
        .join(', ')}`,
  );
  return [
    {
      severity: 'low',
      about: { target: 'postgres', ...(tables.length === 1 ? { table: first.table } : {}) },
      evidence: `no plan of any pattern uses ${wholeText(unread.length)} ${unread.length === 1 ? 'index' : `indexes of ${listed(tables)}`} (${words.join('; ')})`,
      consequence:
        'Each is written with every row of its table. With more data the planner may take one of them: look again at the size that counts before you drop it.',
    },
  ];
}
