import { figure } from '../../judge/claim-answer.ts';
import { counted, listed } from '../amounts.ts';
import { isShown } from '../index-readers.ts';
import type { Rule } from '../rule.ts';

type Needs = 'writes' | 'patterns' | 'entities' | 'traces' | 'shows';

/** Updates that rewrite index entries of which no reader shows what changed. */
export const indexRewrite: Rule<Needs> = {
  id: 'index-rewrite',
  title: 'a write changes nothing that an index needs, and pays for it',
  find: (evidence) =>
    evidence.writes.flatMap(({ pattern, perDay, operations, changes }) => {
      const idle = changes.flatMap((change) =>
        change.indexes.flatMap((index) =>
          index.how === 'rewritten' && !isShown(evidence, change.entity, index.index, change.changed)
            ? [{ change, ...index }]
            : [],
        ),
      );
      const [first] = idle;
      if (first === undefined) return [];
      const units = idle.reduce((sum, one) => sum + one.units, 0) / operations;
      const ofTable = changes.reduce((sum, { tableUnits }) => sum + tableUnits, 0) / operations;
      const indexes = [...new Set(idle.map(({ index }) => index))].sort();
      const attributes = [...new Set(idle.flatMap(({ change }) => change.changed))].sort();
      return [
        {
          // More than the write itself.
          severity: units > ofTable ? ('medium' as const) : ('low' as const),
          about: {
            target: 'dynamodb',
            pattern,
            table: first.change.table,
            ...(indexes.length === 1 ? { index: first.index } : {}),
          },
          evidence: `changes ${listed(attributes)} and rewrites its ${indexes.length === 1 ? 'entry' : 'entries'} in ${listed(indexes)}, whose keys stay and whose readers show none of it: ${counted(units, 'write unit')} beside ${figure(ofTable)} of the table, ${counted(units * perDay, 'unit')} a day`,
          consequence:
            'An index that does not hold what changes is not written: project its keys and what its readers show.',
        },
      ];
    }),
};
