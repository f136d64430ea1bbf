import { withPostgresWork } from '../check/postgres-work.ts';
import { engineRun, migrationMonths } from '../plan/migration-month.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Workload } from '../workload/workload.ts';
import type { ReadyDataset } from './session.ts';
import type { OpenTarget } from './target-options.ts';

/** A migration's run with what a month costs in each phase; without it where a price is missing. `first`: the first unused operation number. */
export async function withMigrationMonths(
  workload: Workload,
  record: RunRecord,
  targets: readonly OpenTarget[],
  { world }: ReadyDataset,
  first: number,
): Promise<RunRecord> {
  const places = targets.map(({ place }) => place);
  const [postgres, dynamodb] = [
    places.find((place) => place.kind === 'postgres'),
    places.find((place) => place.kind === 'dynamodb'),
  ];
  if (record.migration === undefined || postgres === undefined || dynamodb === undefined) return record;
  const engines = await withPostgresWork(engineRun(record), postgres, world, workload.patterns, first);
  const priced = await migrationMonths(workload, record.migration, engines, dynamodb.region);
  if (priced.ok) return { ...record, migration: priced.value };
  const why = priced.problems.map(({ found, expected }) => `${found}, expected ${expected}`).join('; ');
  return { ...record, notes: [...(record.notes ?? []), `The months of the migration were not computed: ${why}.`] };
}
