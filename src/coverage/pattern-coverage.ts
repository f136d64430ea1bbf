import type { Consumed } from '../measure/measurement.ts';
import type { AccessPath } from '../runs/access-path.ts';
import type {
  DynamoDbStep,
  OperationWork,
  PatternCoverage,
  PostgresNode,
  PostgresStep,
} from '../runs/coverage-record.ts';
import { addConsumed } from '../targets/dynamodb/codec/consumed.ts';
import type { TargetName } from '../targets/target.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { MeasuredOperation, MeasuredRequest, MeasuredStatement } from './measured-operation.ts';

type Named = Pick<AnyPattern, 'id' | 'name' | 'class'>;

/**
 * What a pattern does on a target, from operations of it: the means of those that were drawn and answered. `null` where
 * there are none.
 */
export function patternCoverage(
  { id, name, class: of }: Named,
  target: TargetName,
  operations: readonly MeasuredOperation[],
): PatternCoverage | null {
  const measured = operations.filter(({ drawn, answered }) => drawn && answered);
  if (measured.length === 0) return null;
  const body = target === 'dynamodb' ? ofDynamoDb(measured) : ofPostgres(measured);
  const serviceMs = median(measured.flatMap((one) => one.serviceMs ?? []));
  return { pattern: id, name, class: of, target, operations: measured.length, serviceMs, ...body };
}

type Body = Pick<PatternCoverage, 'explained' | 'path' | 'perOperation' | 'mostEvaluated' | 'steps'>;

function ofDynamoDb(operations: readonly MeasuredOperation[]): Body {
  const count = operations.length;
  const requests = operations.flatMap((one) => one.requests);
  const evaluated = operations.map((one) => sumOf(one.requests, ({ evaluated: items }) => items));
  const steps = dynamoDbSteps(operations);
  return {
    explained: count,
    path: { kind: worstOf(steps.map(({ access }) => access)), steps: distinct(steps.map(stepWords)) },
    perOperation: {
      ...workOf(requests, count),
      requests: meanOf(operations, ({ sent }) => sent),
    },
    mostEvaluated: Math.max(...evaluated),
    steps,
  };
}

function dynamoDbSteps(operations: readonly MeasuredOperation[]): DynamoDbStep[] {
  const byForm = new Map<string, { readonly requests: MeasuredRequest[]; readonly by: Set<MeasuredOperation> }>();
  for (const one of operations) {
    for (const request of one.requests) {
      const key = JSON.stringify(formOf(request));
      const form = byForm.get(key) ?? { requests: [], by: new Set() };
      byForm.set(key, form);
      form.requests.push(request);
      form.by.add(one);
    }
  }
  return [...byForm.values()].flatMap(({ requests, by }) => {
    const [first] = requests;
    if (first === undefined) return [];
    return [{ engine: 'dynamodb', ...formOf(first), operations: by.size, ...workOf(requests, operations.length) }];
  });
}

/** What tells one step from another: all of a request that is not its parameters. */
function formOf(request: MeasuredRequest) {
  const { operation, table, index, access, consistency, keyCondition, filter, limit, countsOnly } = request;
  return { operation, table, index, access, consistency, keyCondition, filter, limit, countsOnly };
}

function workOf(requests: readonly MeasuredRequest[], count: number): OperationWork {
  const consumed: Consumed[] = [];
  for (const request of requests) addConsumed(consumed, request.consumed);
  const per = (of: (request: MeasuredRequest) => number): number => sumOf(requests, of) / count;
  return {
    requests: requests.length / count,
    evaluated: per(({ evaluated }) => evaluated),
    removed: per(({ evaluated, returned }) => Math.max(0, evaluated - returned)),
    returned: per(({ returned }) => returned),
    bytes: per(({ bytes }) => bytes),
    consumed: consumed
      .filter(({ read, write }) => read + write > 0)
      .toSorted((one, other) => byName(one.table, other.table) || byName(one.index ?? '', other.index ?? ''))
      .map((part) => ({ ...part, read: part.read / count, write: part.write / count })),
  };
}

const stepWords = ({ operation, table, index }: DynamoDbStep): string =>
  [operation, table, index].filter((part) => part !== null).join(' ');

function ofPostgres(operations: readonly MeasuredOperation[]): Body {
  const explained = operations.flatMap(({ statements }) => (statements === null ? [] : [statements]));
  const steps = postgresSteps(explained);
  const nodes = steps.flatMap((step) => step.nodes);
  const total = (of: (step: PostgresStep) => number): number => sumOf(steps, of);
  return {
    explained: explained.length,
    path: {
      kind: worstOf(
        (nodes.every(isSmallScan) ? nodes : nodes.filter((node) => !isSmallScan(node))).map(({ access }) => access),
      ),
      steps: distinct(nodes.map(planWords)),
    },
    perOperation: {
      requests: meanOf(operations, ({ sent }) => sent),
      evaluated: total(({ evaluated }) => evaluated),
      removed: total(({ removed }) => removed),
      returned: meanOf(operations, ({ returned }) => returned),
      bytes: meanOf(operations, ({ bytes }) => bytes),
      consumed: [],
    },
    mostEvaluated: Math.max(0, ...explained.map((statements) => sumOf(statements, ({ evaluated }) => evaluated))),
    steps,
  };
}

function postgresSteps(explained: readonly (readonly MeasuredStatement[])[]): PostgresStep[] {
  const byText = new Map<string, { readonly runs: MeasuredStatement[]; readonly by: Set<object> }>();
  for (const statements of explained) {
    for (const one of statements) {
      const found = byText.get(one.statement) ?? { runs: [], by: new Set() };
      byText.set(one.statement, found);
      found.runs.push(one);
      found.by.add(statements);
    }
  }
  const count = explained.length;
  return [...byText].map(([statement, { runs, by }]) => {
    const per = (of: (run: MeasuredStatement) => number): number => sumOf(runs, of) / count;
    return {
      engine: 'postgres',
      statement,
      operations: by.size,
      requests: runs.length / count,
      evaluated: per(({ evaluated }) => evaluated),
      removed: per(({ removed }) => removed),
      returned: per(({ returned }) => returned),
      buffersHit: per(({ buffersHit }) => buffersHit),
      buffersRead: per(({ buffersRead }) => buffersRead),
      nodes: runs[0]?.nodes ?? [],
    };
  });
}

/** A table that PostgreSQL scans because it is small says nothing of the path. */
const isSmallScan = ({ access, evaluated, indexWithoutScans }: PostgresNode): boolean =>
  access === 'scan' && (indexWithoutScans !== null || evaluated < leastEvaluated);

function planWords({ node, index, table, indexWithoutScans }: PostgresNode): string {
  const instead = indexWithoutScans === null ? '' : `, small (otherwise ${indexWithoutScans})`;
  return `${nodeWords(node, index, table)}${instead}`;
}

/** `Index Scan using orders_pkey on orders`, as PostgreSQL's EXPLAIN has it. */
export function nodeWords(node: string, index: string | null, table: string | null): string {
  return [node, ...(index === null ? [] : [`using ${index}`]), ...(table === null ? [] : [`on ${table}`])].join(' ');
}

/** Units of an operation of all tables and indexes together. */
export function unitsOf({ consumed }: OperationWork): { readonly read: number; readonly write: number } {
  return { read: sumOf(consumed, ({ read }) => read), write: sumOf(consumed, ({ write }) => write) };
}

/** Items that an operation has to evaluate before anybody calls it a scan: a page of a small table is none. */
export const leastEvaluated = 25;

const fromBestToWorst = ['write', 'key', 'index', 'scan'] as const;

export function worstOf(kinds: readonly AccessPath['kind'][]): AccessPath['kind'] {
  return fromBestToWorst.findLast((kind) => kinds.includes(kind)) ?? 'write';
}

function sumOf<Value>(values: readonly Value[], of: (value: Value) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}

function meanOf<Value>(values: readonly Value[], of: (value: Value) => number): number {
  return values.length === 0 ? 0 : sumOf(values, of) / values.length;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 1 ? half : half - 1], sorted[half]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const distinct = (words: readonly string[]): string[] => [...new Set(words)];
