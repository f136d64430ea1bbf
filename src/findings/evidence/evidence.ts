import type { TableDefinition } from '../../capacity/table-definition.ts';
import type { PatternAnswers } from '../../check/check.ts';
import type { World } from '../../dataset/entity.ts';
import type { Size } from '../../dataset/size.ts';
import { type Growth, GrowthModel } from '../../plan/growth.ts';
import { recordSizes } from '../../plan/record-sizes.ts';
import { type Stored, storedAt } from '../../plan/stored.ts';
import { KnownItems } from '../../plan/trace/known-items.ts';
import { type Traces, traceWorkload } from '../../plan/trace/traces.ts';
import { perAverageDay } from '../../plan/traffic-week.ts';
import type { CheckedPattern } from '../../runs/check-record.ts';
import type { CoverageRecord } from '../../runs/coverage-record.ts';
import { tableDefinitions } from '../../targets/dynamodb/item-image.ts';
import type { Workload } from '../../workload/workload.ts';
import { answeredRows, type Disorder, disorders } from './disorder.ts';
import { type EntitySample, entitySamples } from './entity-sample.ts';
import { type HotKey, hotKeys, measuredUnits } from './key-facts.ts';
import { type OwnWrite, ownWrites } from './own-writes.ts';
import { type PatternFacts, patternFacts } from './pattern-facts.ts';
import { type Shows, shownAttributes } from './shown-attributes.ts';
import { type WriteFacts, writeFacts } from './write-facts.ts';

/** All that the rules look at: the design, its dataset, and what was asked of the engines. */
export interface Evidence {
  readonly size: Size;
  /** The dataset's present, epoch milliseconds. */
  readonly asOfMs: number;
  /** The size at which growth is told. */
  readonly horizon: Size;
  readonly tables: ReadonlyMap<string, TableDefinition>;
  readonly patterns: readonly PatternFacts[];
  readonly entities: readonly EntitySample[];
  readonly writes: readonly WriteFacts[];
  readonly hotKeys: readonly HotKey[];
  readonly traces: Traces;
  readonly now: Stored;
  readonly later: Stored;
  /** Reads that take other units at the horizon. */
  readonly growth: readonly Growth[];
  readonly ownWrites: readonly OwnWrite[];
  readonly disorders: readonly Disorder[];
  readonly checked: readonly CheckedPattern[];
  readonly coverage: CoverageRecord;
  /** Whether a pattern's answer shows an attribute of an entity's items. */
  readonly shows: (pattern: string, entity: string, attribute: string) => boolean;
}

/** What a check found, for the rules. */
export interface Asked {
  readonly patterns: readonly CheckedPattern[];
  readonly answers: readonly PatternAnswers[];
  readonly coverage: CoverageRecord;
}

/** Operations of each pattern that are followed without an engine for the keys that they touch. */
const draws = 300;
/** Growth is told at the plan's own size: this many daily active users, or the dataset's where it has more, after a year. */
const horizonDau = 1_000;
const horizonDays = 365;

export async function evidenceOf(workload: Workload, world: World, asked: Asked): Promise<Evidence> {
  const { size } = world;
  const tables = tableDefinitions(workload);
  const traces = await traceWorkload(workload, world, draws);
  const sizes = recordSizes(workload, world);
  const horizon = { dau: Math.max(horizonDau, size.dau), days: Math.max(horizonDays, size.days) };
  const [now, later] = [storedAt(workload, sizes, size), storedAt(workload, sizes, horizon)];
  const { coverage, answers, patterns: checked } = asked;
  return {
    size,
    asOfMs: world.asOfMs,
    horizon,
    tables,
    patterns: patternFacts(workload, world, coverage, answeredRows(answers)),
    entities: entitySamples(workload, world, tables),
    writes: writeFacts(workload, world, tables, (pattern) => perAverageDay(workload.traffic, pattern, size.dau)),
    hotKeys: hotKeys(workload, traces, measuredUnits(coverage), size.dau),
    traces,
    now,
    later,
    growth: new GrowthModel(workload, world.randomSeed, traces, now).to(later),
    ownWrites: await ownWrites(workload, world, tables, new KnownItems(workload, world, tables)),
    disorders: disorders(world, answers),
    checked,
    coverage,
    shows: showsOnce(workload, world),
  };
}

function showsOnce(workload: Workload, world: World): Evidence['shows'] {
  const known = new Map<string, Shows>();
  return (id, entity, attribute) => {
    const place = JSON.stringify([id, entity]);
    const pattern = workload.patterns.find((one) => one.id === id);
    const shows =
      known.get(place) ?? (pattern === undefined ? () => true : shownAttributes(workload, world, pattern, entity));
    known.set(place, shows);
    return shows(attribute);
  };
}
