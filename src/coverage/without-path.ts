import type { CoverageRecord, DynamoDbStep, PatternCoverage, PostgresStep } from '../runs/coverage-record.ts';
import { leastEvaluated, nodeWords } from './pattern-coverage.ts';

/** Items evaluated for each that a filter lets through, from which on the key or index is not the pattern's own. */
const wastedPerItem = 10;

type WithoutPath = CoverageRecord['withoutPath'][number];

/**
 * Patterns without an access path of their own: that evaluate at least 25 items an operation, and either scan a table or an
 * index from end to end, or whose filter lets at most one in ten through of what a key or index led to. A page that a
 * limit bounds and that gives back all it reads is no scan; nor is a table that PostgreSQL only scans because it is small.
 * Each once a target, by the step that evaluates the most.
 */
export function withoutPath(patterns: readonly PatternCoverage[]): readonly WithoutPath[] {
  return patterns.flatMap(({ pattern, target, steps }) => {
    const faults = steps
      .flatMap((step) => (step.engine === 'dynamodb' ? dynamoDbFaults(step) : postgresFaults(step)))
      .toSorted((one, other) => other.evaluated - one.evaluated);
    return faults[0] === undefined ? [] : [{ target, pattern, why: faults[0].why }];
  });
}

interface Fault {
  readonly evaluated: number;
  readonly why: string;
}

function dynamoDbFaults(step: DynamoDbStep): Fault[] {
  const { operation, table, index, access, limit, evaluated, removed } = step;
  if (access === 'write') return [];
  const place = index === null ? table : `${table} ${index}`;
  const isPage = limit !== null && removed === 0;
  return fault({ evaluated, removed, scans: access === 'scan' && !isPage, what: `${operation} ${place}` });
}

function postgresFaults({ nodes }: PostgresStep): Fault[] {
  return nodes.flatMap(({ node, table, index, access, evaluated, removed, indexWithoutScans }) => {
    if (access === 'write' || indexWithoutScans !== null) return [];
    return fault({ evaluated, removed, scans: access === 'scan', what: nodeWords(node, index, table) });
  });
}

interface Read {
  readonly evaluated: number;
  readonly removed: number;
  readonly scans: boolean;
  readonly what: string;
}

function fault({ evaluated, removed, scans, what }: Read): Fault[] {
  const kept = evaluated - removed;
  const wastes = evaluated >= wastedPerItem * kept;
  if (evaluated < leastEvaluated || !(scans || wastes)) return [];
  const filtered = removed === 0 ? '' : `, of which its filter lets ${figure(kept)} through`;
  const how = scans ? `${what} reads from end to end` : `${what} leads to more than is wanted`;
  return [{ evaluated, why: `${how}: ${figure(evaluated)} items an operation${filtered}` }];
}

const figure = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0, minimumFractionDigits: 0 });
