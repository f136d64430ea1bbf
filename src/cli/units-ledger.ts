import type { Checked } from '../check/check.ts';
import { withLedger } from '../check/ledgered-run.ts';
import { auditBudget, unitsLedger } from '../check/units-audit.ts';
import { Draw } from '../dataset/draw.ts';
import type { Replay } from '../replay/order.ts';
import { ranParams } from '../replay/ran-params.ts';
import type { LedgerRecord } from '../runs/ledger-record.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { unusedOperation } from '../seeding/dataset.ts';
import type { DynamoDbPlace } from '../targets/target.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import type { ReadyDataset } from './session.ts';
import type { OpenTarget } from './target-options.ts';

/** Who compares what an engine reports with the rules, and on what. */
interface Comparing {
  readonly workload: Workload;
  readonly dataset: ReadyDataset;
  readonly targets: readonly OpenTarget[];
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * A finished run with its ledger: the same operations once more, after the load. Unchanged where no DynamoDB was loaded.
 * `first`: the first operation number that nobody has used.
 */
export async function ledgeredRun(
  record: RunRecord,
  replay: Replay,
  first: number,
  comparing: Comparing,
): Promise<RunRecord> {
  const { workload, dataset } = comparing;
  const target = record.targets.find(({ name }) => name === 'dynamodb');
  const counts = new Map((target?.patterns ?? []).map((one) => [one.pattern, one.completed + one.errors.wrong]));
  const patterns = workload.patterns.filter(({ id }) => (counts.get(id) ?? 0) > 0);
  const place = dynamoDbOf(comparing);
  if (place === null || patterns.length === 0) return record;
  const paramsOf = (pattern: AnyPattern, count: number): readonly object[] =>
    ranParams(replay, workload, dataset.world, first, pattern, Math.min(count, counts.get(pattern.id) ?? 0));
  const tookMs = ({ id }: AnyPattern): number =>
    target?.patterns.find(({ pattern }) => pattern === id)?.service.p50 ?? Number.POSITIVE_INFINITY;
  return withLedger(record, await compared(comparing, place, patterns, paramsOf, tookMs));
}

/** The ledger of all patterns that were checked; `null` where there is no DynamoDB among the targets. */
export async function checkedLedger(comparing: Comparing, { answers }: Checked): Promise<LedgerRecord | null> {
  const { workload, dataset } = comparing;
  const { patterns } = workload;
  const place = dynamoDbOf(comparing);
  if (place === null) return null;
  const first = await unusedOperation(dataset.stores);
  const paramsOf = (pattern: AnyPattern, count: number): readonly object[] => {
    const own = first + patterns.indexOf(pattern) * auditBudget.operations;
    return Array.from({ length: count }, (_, n) => pattern.params(new Draw(dataset.world, n, own)));
  };
  const operations = answers.flatMap((one) => one.operations).filter(({ target }) => target === place.kind);
  const tookMs = ({ id }: AnyPattern): number =>
    Math.max(
      ...operations.flatMap((one) => (one.pattern === id ? (one.serviceMs ?? Number.POSITIVE_INFINITY) : [])),
      0,
    );
  return await compared(comparing, place, patterns, paramsOf, tookMs);
}

function dynamoDbOf({ targets, dataset }: Comparing): DynamoDbPlace | null {
  const place = targets.map((target) => target.place).find(({ kind }) => kind === 'dynamodb');
  return place?.kind === 'dynamodb' && dataset.stores.length > 0 ? place : null;
}

async function compared(
  { workload, signal, say }: Comparing,
  place: DynamoDbPlace,
  patterns: readonly AnyPattern[],
  paramsOf: (pattern: AnyPattern, count: number) => readonly object[],
  tookMs: (pattern: AnyPattern) => number,
): Promise<LedgerRecord> {
  return await unitsLedger({
    place,
    workload,
    patterns,
    paramsOf,
    budget: auditBudget,
    tookMs,
    clock: () => performance.now(),
    onPattern: ({ id, name }) => say(`comparing units of ${id} ${name}`),
    signal,
  });
}
