import type { Item } from '../capacity/attribute-value.ts';
import type { IndexDefinition, TableDefinition } from '../capacity/table-definition.ts';
import type { Consumed } from '../measure/measurement.ts';
import type { Touch } from '../plan/trace/touch.ts';
import type { Traces } from '../plan/trace/traces.ts';
import type {
  CoverageStep,
  DynamoDbStep,
  PatternCoverage,
  PostgresNode,
  PostgresStep,
} from '../runs/coverage-record.ts';
import type { EntitySample } from './evidence/entity-sample.ts';
import type { PatternFacts } from './evidence/pattern-facts.ts';
import { changed, type WriteFacts } from './evidence/write-facts.ts';

const text = (name: string) => ({ name, type: 'S' as const });

/** A global index of everything, by `${name}PK` and `${name}SK`. */
export function globalIndex(name: string, change: Partial<IndexDefinition> = {}): IndexDefinition {
  return {
    name,
    kind: 'global',
    key: { partition: [text(`${name}PK`)], sort: [text(`${name}SK`)] },
    projection: { type: 'ALL' },
    attributes: null,
    ...change,
  };
}

/** `Notes`, by PK and SK, with these indexes. */
export function notes(...indexes: readonly IndexDefinition[]): TableDefinition {
  return { name: 'Notes', class: 'standard', key: { partition: [text('PK')], sort: [text('SK')] }, indexes };
}

/** Texts as attributes. */
export function item(texts: Readonly<Record<string, string>>): Item {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }]));
}

export function read(units: number, index: string | null = null): Consumed {
  return { table: 'Notes', index, read: units, write: 0 };
}

export function written(units: number, index: string | null = null): Consumed {
  return { table: 'Notes', index, read: 0, write: units };
}

/** A Query of Notes that reads and returns one item for half a unit, unless said. */
export function step(change: Partial<DynamoDbStep> = {}): DynamoDbStep {
  return {
    engine: 'dynamodb',
    operation: 'Query',
    table: 'Notes',
    index: null,
    access: 'key',
    consistency: 'eventual',
    keyCondition: 'PK = :pk',
    filter: null,
    limit: null,
    countsOnly: false,
    operations: 10,
    requests: 1,
    evaluated: 1,
    removed: 0,
    returned: 1,
    bytes: 100,
    consumed: [read(0.5)],
    ...change,
  };
}

export function postgresStep(...nodes: readonly Partial<PostgresNode>[]): PostgresStep {
  return {
    engine: 'postgres',
    statement: 'select',
    operations: 10,
    requests: 1,
    evaluated: 1,
    removed: 0,
    returned: 1,
    buffersHit: 1,
    buffersRead: 0,
    nodes: nodes.map((node) => ({
      node: 'Index Scan',
      table: 'notes',
      index: 'notes_pkey',
      access: 'key',
      evaluated: 1,
      removed: 0,
      indexWithoutScans: null,
      ...node,
    })),
  };
}

/** What its steps add up to. */
export function covered(target: 'dynamodb' | 'postgres', ...steps: readonly CoverageStep[]): PatternCoverage {
  const sum = (of: (one: CoverageStep) => number): number => steps.reduce((total, one) => total + of(one), 0);
  return {
    pattern: 'a',
    name: 'a pattern',
    class: 'medium',
    target,
    operations: 10,
    explained: 10,
    path: {
      kind: steps.some((one) => one.engine === 'dynamodb' && one.access === 'scan') ? 'scan' : 'key',
      steps: steps.map((one) => (one.engine === 'dynamodb' ? `${one.operation} ${one.table}` : 'Index Scan')),
    },
    perOperation: {
      requests: sum(({ requests }) => requests),
      evaluated: sum(({ evaluated }) => evaluated),
      removed: 0,
      returned: sum(({ returned }) => returned),
      bytes: 100,
      consumed: steps.flatMap((one) => (one.engine === 'dynamodb' ? one.consumed : [])),
    },
    mostEvaluated: 1,
    serviceMs: 1,
    steps,
  };
}

/** A pattern of medium frequency, ten times a day, that asks for notes and was not measured, unless said. */
export function facts(id: string, change: Partial<PatternFacts> = {}): PatternFacts {
  return {
    id,
    name: `pattern ${id}`,
    class: 'medium',
    perDay: 10,
    needsStrongConsistency: null,
    asks: ['note'],
    answered: null,
    dynamodb: null,
    postgres: null,
    ...change,
  };
}

export function sample(
  table: TableDefinition,
  images: readonly Item[],
  change: Partial<EntitySample> = {},
): EntitySample {
  return { entity: 'note', table, records: images.length, newPerDay: 0, images, timeToLive: null, ...change };
}

/** One operation of pattern `a`, ten a day, that leaves this. */
export function write(table: TableDefinition, before: Item | null, after: Item | null): WriteFacts {
  return { pattern: 'a', perDay: 10, operations: 1, changes: [changed('note', table, before, after)] };
}

/** One drawn operation of a pattern that touches Notes in these ways. */
export function traced(pattern: string, touches: readonly (Pick<Touch, 'kind' | 'key'> & Partial<Touch>)[]): Traces {
  const whole = touches.map((touch): Touch => {
    const rest = { table: 'Notes', index: null, strong: false, unlimited: false, sortPrefix: null } as const;
    return { ...rest, access: touch.kind === 'read' ? 'query' : 'put', ...touch };
  });
  return { patterns: [{ pattern, operations: [whole], brokenOff: 0 }], answered: [] };
}
