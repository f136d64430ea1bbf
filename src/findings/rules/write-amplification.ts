import { figure, shareText } from '../../judge/claim-answer.ts';
import { counted, listed } from '../amounts.ts';
import type { WriteFacts } from '../evidence/write-facts.ts';
import type { Rule } from '../rule.ts';
import { indexUnits, shareOfUnits } from '../shares.ts';

/** Two copies of the item and more: the write costs three times its size. */
const leastRatio = 2;
/** Of all write units: nobody changes a design for less. */
const leastOfUnits = 0.01;
const muchOfUnits = 0.25;

/** Inserts that cost more in their indexes than in their table. */
export const writeAmplification: Rule<'writes' | 'patterns'> = {
  id: 'write-amplification',
  title: 'an insert costs more in indexes than in its table',
  find: ({ writes, patterns }) =>
    writes.flatMap((write) => {
      const inserts = write.changes.filter(({ before, after }) => before === null && after !== null);
      const ofTable = inserts.reduce((sum, { tableUnits }) => sum + tableUnits, 0) / write.operations;
      const indexes = byIndex({ ...write, changes: inserts });
      const ofIndexes = indexes.reduce((sum, { units }) => sum + units, 0);
      const pattern = patterns.find(({ id }) => id === write.pattern);
      if (pattern === undefined || inserts.length === 0 || ofIndexes < leastRatio * ofTable) return [];
      const share = shareOfUnits(patterns, pattern, 'write');
      if (share !== null && share.share < leastOfUnits) return [];
      const words = indexes.map(({ index, units }) => `${index} ${figure(units)}`);
      const [first] = inserts;
      return [
        {
          severity: (share?.share ?? 0) >= muchOfUnits ? 'medium' : 'low',
          about: { target: 'dynamodb', pattern: write.pattern, ...(first === undefined ? {} : { table: first.table }) },
          evidence: `${counted(ofTable, 'write unit')} for the table and ${figure(ofIndexes)} for indexes (${listed(words)}): ${figure((ofTable + ofIndexes) / ofTable)} times the item${share === null ? '' : `. The pattern takes ${shareText(share.share)} ${share.of}`}`,
          consequence:
            'Each index that holds the whole item pays for it again on every insert, and again in storage. An index needs its keys and what its readers show.',
        },
      ];
    }),
};

function byIndex(write: WriteFacts): readonly { readonly index: string; readonly units: number }[] {
  const places = new Map(
    write.changes.flatMap(({ table, indexes }) =>
      indexes.map(({ index }) => [JSON.stringify([table, index]), { table, index }] as const),
    ),
  );
  return [...places.values()].map(({ table, index }) => ({ index, units: indexUnits(write, table, index) }));
}
