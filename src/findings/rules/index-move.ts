import { figure } from '../../judge/claim-answer.ts';
import { counted, listed } from '../amounts.ts';
import type { Rule } from '../rule.ts';

/** Updates that change the key of an index, and so delete an entry and put another. */
export const indexMove: Rule<'writes'> = {
  id: 'index-move',
  title: 'an update moves an index entry to another key',
  find: ({ writes }) =>
    writes.flatMap(({ pattern, perDay, operations, changes }) => {
      const moves = changes.flatMap(({ table, indexes }) =>
        indexes.flatMap((index) => (index.how === 'moved' ? [{ table, ...index }] : [])),
      );
      const [first] = moves;
      if (first === undefined) return [];
      const mean = (value: (move: (typeof moves)[number]) => number): number =>
        moves.reduce((sum, move) => sum + value(move), 0) / operations;
      const indexes = [...new Set(moves.map(({ index }) => index))].sort();
      const [units, inPlace] = [mean((move) => move.units), mean((move) => move.inPlaceUnits)];
      return [
        {
          severity: 'low' as const,
          about: {
            target: 'dynamodb',
            pattern,
            table: first.table,
            ...(indexes.length === 1 ? { index: first.index } : {}),
          },
          evidence: `${moves.length} of ${counted(operations, 'operation')} ${moves.length === 1 ? 'changes' : 'change'} the key of ${listed(indexes)}: ${counted(units, 'write unit')} an operation, ${figure(inPlace)} if the entry stayed, ${counted(units * perDay, 'unit')} a day`,
          consequence:
            'The entry is deleted and put, two writes of the whole of it; for a moment a reader of the index sees the record under the old key.',
        },
      ];
    }),
};
