import { Data } from '../../dataset/data.ts';
import { Draw } from '../../dataset/draw.ts';
import type { AnyEntity, World } from '../../dataset/entity.ts';
import { perAverageDay } from '../../plan/traffic-week.ts';
import type { CoverageRecord, DynamoDbStep, PatternCoverage, PostgresStep } from '../../runs/coverage-record.ts';
import type { Expectation, ExpectedRecord, ExpectedRows } from '../../workload/expectation.ts';
import type { AnyPattern, PatternClass } from '../../workload/pattern.ts';
import type { Workload } from '../../workload/workload.ts';

/** One pattern: what it is for, and what it was seen to do. */
export interface PatternFacts {
  readonly id: string;
  readonly name: string;
  readonly class: PatternClass;
  /** Operations of an average day at the dataset's daily active users. */
  readonly perDay: number;
  /** Why it must see the latest write; `null` where it need not. */
  readonly needsStrongConsistency: string | null;
  /** Entities whose records it asks for. */
  readonly asks: readonly string[];
  /** Rows of an answer on average, where it is a list; `null` otherwise, and where nobody looked. */
  readonly answered: number | null;
  readonly dynamodb: PatternCoverage | null;
  readonly postgres: PatternCoverage | null;
}

/** Parameters that are drawn to learn what a pattern asks for. */
const drawn = 5;

export function patternFacts(
  workload: Workload,
  world: World,
  coverage: CoverageRecord,
  answered: ReadonlyMap<string, number>,
): readonly PatternFacts[] {
  const on = (target: string, pattern: string): PatternCoverage | null =>
    coverage.patterns?.find((one) => one.target === target && one.pattern === pattern && one.operations > 0) ?? null;
  return workload.patterns.map((pattern) => ({
    id: pattern.id,
    name: pattern.name,
    class: pattern.class,
    perDay: perAverageDay(workload.traffic, pattern.id, world.size.dau),
    needsStrongConsistency: pattern.needsStrongConsistency ?? null,
    asks: askedEntities(workload, world, pattern),
    answered: answered.get(pattern.id) ?? null,
    dynamodb: on('dynamodb', pattern.id),
    postgres: on('postgres', pattern.id),
  }));
}

function askedEntities(workload: Workload, world: World, pattern: AnyPattern): readonly string[] {
  const asked = new Set(expectations(world, pattern, drawn).flatMap(entitiesOf));
  return Object.entries(workload.entities).flatMap(([name, of]) => (asked.has(of) ? [name] : []));
}

/** What a read expects of a few drawn parameters. A write expects nothing. */
export function expectations(world: World, pattern: AnyPattern, draws: number): readonly Expectation[] {
  const data = new Data(world);
  return Array.from({ length: draws }, (_, n) => pattern.expects(pattern.params(new Draw(world, n)), data));
}

function entitiesOf(expected: Expectation): readonly AnyEntity[] {
  if (expected.kind === 'parts') return Object.values(expected.parts).flatMap(entitiesOf);
  return 'of' in expected ? [expected.of] : [];
}

/** The parts of an expectation that are whole records, in the shape that the pattern answers them in. */
export function recordsIn(expected: Expectation): readonly (ExpectedRecord | ExpectedRows)[] {
  if (expected.kind === 'parts') return Object.values(expected.parts).flatMap(recordsIn);
  return expected.kind === 'record' || expected.kind === 'rows' ? [expected] : [];
}

export function dynamoDbSteps({ dynamodb }: PatternFacts): readonly DynamoDbStep[] {
  return (dynamodb?.steps ?? []).filter((step) => step.engine === 'dynamodb');
}

export function postgresSteps({ postgres }: PatternFacts): readonly PostgresStep[] {
  return (postgres?.steps ?? []).filter((step) => step.engine === 'postgres');
}

/** A pattern's requests that read an index, and not only write to it. */
export function readsOf(pattern: PatternFacts, table: string, index: string): readonly DynamoDbStep[] {
  return dynamoDbSteps(pattern).filter(
    (step) => step.table === table && step.index === index && step.access !== 'write',
  );
}
