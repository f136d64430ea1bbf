import type { Checked } from '../bill/checked.ts';
import type { MigrationPhaseRecord, MigrationRecord } from '../runs/migration-record.ts';
import type { PatternRecord, RunRecord, TargetRecord } from '../runs/run-record.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import { planBasis } from './basis.ts';
import { defaultPlanOptions } from './default-plan.ts';
import { demandAt } from './demand.ts';
import { dynamoDbMonth, type Pricing } from './dynamodb-month.ts';
import { type MonthPlan, monthPlan } from './month-plan.ts';
import { daysOfMonths } from './stored.ts';
import type { PatternUnits } from './units-per-operation.ts';

const mode = 'as designed';

/**
 * What a month costs in each phase of a migration, at the run's DAU: PostgreSQL, which runs until it is switched off, and
 * DynamoDB with the share of the traffic that the phase sends it. `engines` is the run by engine, of `engineRun`.
 * Problems are prices that are missing.
 */
export async function migrationMonths(
  workload: Workload,
  migration: MigrationRecord,
  engines: RunRecord,
  region: string,
): Promise<Checked<MigrationRecord>> {
  const { dau } = engines.dataset;
  const pricing: Pricing = { ...defaultPlanOptions.pricing, region };
  const { months, postgres: wish } = defaultPlanOptions;
  const basis = await planBasis(workload, engines);
  const planned = monthPlan(basis, dau, daysOfMonths(months, pricing.hoursPerMonth / 24), pricing, wish);
  if (!planned.ok) return planned;
  const month = planned.value;
  const phases: MigrationPhaseRecord[] = [];
  for (const phase of migration.phases) {
    const demand = demandAt(workload, dau, unitsIn(phase, workload, month.units));
    const dynamodb = dynamoDbMonth(workload, demand, month.stored, mode, pricing);
    if (!dynamodb.ok) return dynamodb;
    phases.push({ ...phase, month: { postgresUsd: month.postgres.usd, dynamodbUsd: dynamodb.value.usd } });
  }
  const notes = notesOf(month, basis.measured.missing, months);
  return { ok: true, value: { phases, pricing: { dau, region, mode, notes } } };
}

/** Per operation of the application: what reaches DynamoDB in a phase. Writes that it does not get, nobody pays for. */
function unitsIn(phase: MigrationPhaseRecord, { patterns }: Workload, units: readonly PatternUnits[]): PatternUnits[] {
  return units.map((one) => {
    const pattern = patterns.find(({ id }) => id === one.pattern);
    const share = pattern === undefined ? 1 : dynamodbShare(phase, pattern);
    const scaled = one.units.map((part) => ({ ...part, read: part.read * share, write: part.write * share }));
    return { ...one, units: scaled };
  });
}

/** The share of a pattern's operations that DynamoDB is asked in a phase, whoever answers. */
export function dynamodbShare(
  { reads, shadow, writes }: Pick<MigrationPhaseRecord, 'reads' | 'shadow' | 'writes'>,
  { leaves }: Pick<AnyPattern, 'leaves'>,
): number {
  if (leaves !== undefined) return writes.includes('dynamodb') ? 1 : 0;
  return (reads.dynamodb + (reads.postgres * shadow) / 100) / 100;
}

function notesOf({ postgres, dau }: MonthPlan, missing: readonly string[], months: number): string[] {
  const database = postgres.usd === null ? `PostgreSQL is not priced: ${postgres.choice.why}` : postgres.choice.mode;
  return [
    `A month at ${dau} DAU with ${months} months of history: DynamoDB ${mode}, with the traffic that the phase sends it; PostgreSQL as ${database}, as long as it runs.`,
    ...(missing.length === 0 ? [] : [`Not answered by DynamoDB, so in no month: ${missing.join(', ')}.`]),
  ];
}

/** A migration's run as if each engine had been a target of its own, with all that it was asked in all phases. */
export function engineRun(record: RunRecord): RunRecord {
  const { migration, targets, ...rest } = record;
  const [between] = targets;
  if (migration === undefined || between === undefined) return record;
  const provenances = between.provenance.split(' → ');
  const engines = ['postgres', 'dynamodb'].map((name, at): TargetRecord => {
    const patterns = between.patterns.map((pattern) => enginePattern(name, pattern, migration));
    return { ...between, name, provenance: provenances[at] ?? between.provenance, patterns };
  });
  return { ...rest, targets: engines, verdicts: [] };
}

function enginePattern(engine: string, pattern: PatternRecord, { phases }: MigrationRecord): PatternRecord {
  const parts = phases
    .flatMap((phase) => phase.patterns.filter((one) => one.pattern === pattern.pattern))
    .flatMap(({ engines }) => engines.filter((one) => one.engine === engine));
  const sum = (of: (part: (typeof parts)[number]) => number): number => parts.reduce((all, part) => all + of(part), 0);
  const operations = sum((part) => part.operations);
  const failed = sum((part) => part.failed);
  const busiest = parts.toSorted((one, other) => other.operations - one.operations)[0];
  const none = { p50: null, p90: null, p95: null, p99: null, p999: null, max: null };
  return {
    pattern: pattern.pattern,
    name: pattern.name,
    class: pattern.class,
    scheduled: operations,
    completed: operations - failed,
    failed,
    dropped: 0,
    errors: { throttled: 0, timeout: 0, connection: 0, server: failed, malformed: 0, wrong: 0 },
    response: { ...none, p99Interval: null },
    // Percentiles of several phases do not add up: those of the phase with the most operations stand for all.
    service: busiest?.service ?? none,
    lag: { p50: null, p99: null, max: null },
    items: sum((part) => part.items),
    evaluated: sum((part) => part.evaluated),
    bytes: sum((part) => part.bytes),
    requests: sum((part) => part.requests),
    consumed: parts.flatMap(({ consumed }) => consumed),
  };
}
