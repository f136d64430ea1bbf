import { type Draw, type KeysOf, nothing, oneRecord, pattern } from 'patternbench';
import { hintedRunNear, runWithHintsOf, searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { searchHistoryItem } from '../../../seed/algoitny/items/search-history.ts';
import { historyKey, mainTable } from '../../../seed/algoitny/keys.ts';
import { searchHistoryRow } from '../../../seed/algoitny/rows/search-history.ts';
import { columnValue, insert } from '../insert.ts';
import { askedRun } from './asked-run.ts';
import { runEdges } from './run-edges.ts';

export const runInFull = pattern({
  id: '10',
  name: 'one past run in full',
  class: 'high',
  objective: 'p(99) < 10ms',
  objectiveIs: 'assumed',
  params: (draw) => askedRun(draw.recent(searchHistory)),
  edges: (_draw, data) => runEdges(data),
  expects: ({ run }) => oneRecord(searchHistory, run),
  dynamodb: async (db, asked) => {
    const reply = await db.get({ TableName: mainTable, Key: historyKey(asked) });
    return () => (reply.item === null ? null : searchHistoryItem.fromItem(reply.item));
  },
  postgres: async (db, { historyId, userId }) => {
    const reply = await db.query('select * from search_history where id = $1 and user_id = $2', [historyId, userId]);
    return () => reply.rows.map(searchHistoryRow.fromRow)[0] ?? null;
  },
});

const onlyHints = (run: { readonly hints?: unknown }) => ({ hints: run.hints ?? null });

export const hintsOfRun = pattern({
  id: '18',
  name: "read a run's hints",
  class: 'high',
  objective: 'p(99) < 10ms',
  objectiveIs: 'assumed',
  params: (draw) => askedRun(withHints(draw)),
  edges: (_draw, data) => runEdges(data),
  expects: ({ run }) => oneRecord(searchHistory, run, onlyHints),
  dynamodb: async (db, asked) => {
    const reply = await db.get({ TableName: mainTable, Key: historyKey(asked), ProjectionExpression: 'Hints' });
    return () => (reply.item === null ? null : onlyHints({ hints: reply.item.Hints }));
  },
  postgres: async (db, { historyId, userId }) => {
    const reply = await db.query('select hints from search_history where id = $1 and user_id = $2', [
      historyId,
      userId,
    ]);
    return () => reply.rows.map(onlyHints)[0] ?? null;
  },
});

/** A recent run; nine times of ten one that was given hints, for who would ask otherwise. */
export function withHints(draw: Draw): KeysOf<typeof searchHistory> {
  const recent = draw.recent(searchHistory);
  return draw.random.chance(0.9) ? draw.world.keys(searchHistory, hintedRunNear(recent.i)) : recent;
}

export const storeRun = pattern({
  id: '12',
  name: 'store a run',
  class: 'high',
  objective: 'p(99) < 20ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ run: draw.fresh(searchHistory) }),
  expects: () => nothing,
  leaves: ({ run }) => [{ of: searchHistory, i: run.i }],
  dynamodb: async (db, { run }) => {
    await db.put({ TableName: mainTable, Item: searchHistoryItem.toItem(run) });
  },
  postgres: async (db, { run }) => {
    await db.query(insert(searchHistoryRow, run));
  },
});

export const storeHints = pattern({
  id: '17',
  name: 'store hints on a run',
  class: 'high',
  objective: 'p(99) < 20ms',
  objectiveIs: 'assumed',
  params: (draw) => ({ run: runWithHintsOf(draw.world, draw.ordinal) }),
  expects: () => nothing,
  leaves: ({ run }) => [{ of: searchHistory, i: run.i, record: run }],
  dynamodb: async (db, { run }) => {
    await db.update({
      TableName: mainTable,
      Key: historyKey(run),
      UpdateExpression: 'SET Hints = :hints',
      ExpressionAttributeValues: { ':hints': run.hints },
    });
  },
  postgres: async (db, { run }) => {
    await db.query('update search_history set hints = $1 where id = $2', [columnValue(run.hints), run.historyId]);
  },
});
