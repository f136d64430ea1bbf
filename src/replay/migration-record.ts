import { type MigrationEngine, type MigrationPhase, migrationEngines } from '../load/migration-phase.ts';
import type { Summary } from '../measure/summary.ts';
import type {
  MigrationEngineRecord,
  MigrationExtra,
  MigrationFigures,
  MigrationPhaseRecord,
  MigrationRecord,
} from '../runs/migration-record.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { MigrationTally } from './migration-tally.ts';
import { counts, responseTimes, serviceTimes } from './pattern-record.ts';

/** What a run says of a migration, at any moment of the load. `seconds`: the load's own length. */
export function migrationRecord(
  phases: readonly MigrationPhase[],
  seconds: number,
  patterns: readonly AnyPattern[],
  tally: MigrationTally,
): MigrationRecord {
  return {
    phases: phases.map((phase, at) => phaseRecord(phase, phases[at + 1]?.fromUs ?? seconds * 1e6, patterns, tally)),
  };
}

function phaseRecord(
  { name, fromUs, dynamodbReads, shadowed, writes, secondWrite }: MigrationPhase,
  untilUs: number,
  patterns: readonly AnyPattern[],
  tally: MigrationTally,
): MigrationPhaseRecord {
  const dynamodb = Math.round(dynamodbReads * 1e6) / 1e4;
  return {
    phase: name,
    startSeconds: fromUs / 1e6,
    seconds: Math.max(0, untilUs - fromUs) / 1e6,
    reads: { postgres: 100 - dynamodb, dynamodb },
    shadow: Math.round(shadowed * 1e6) / 1e4,
    writes: writes.filter((engine) => engine !== undefined),
    ...(writes.length < 2 ? {} : { secondWrite }),
    ...figures(name, null, tally),
    patterns: patterns
      .filter(({ id }) => tally.application(name, id) !== null)
      .map(({ id }) => ({ pattern: id, ...figures(name, id, tally) })),
  };
}

function figures(phase: string, pattern: string | null, tally: MigrationTally): MigrationFigures {
  const seen = tally.application(phase, pattern);
  const { compared, late, mismatches, halfWrites, halfReads, ...events } = tally.events(phase, pattern);
  const engine = (name: MigrationEngine): Summary => tally.engine(name, phase, pattern);
  return {
    ...counts(seen?.summary ?? null),
    response: responseTimes(seen),
    engines: migrationEngines.map((name) => engineRecord(name, engine(name))),
    compared,
    late,
    mismatches,
    firstMismatch: events.firstMismatch?.words ?? null,
    halfWrites,
    halfReads,
    firstHalf: events.firstHalf?.words ?? null,
    extra: extra(engine('dynamodb'), events.postgresRequestsAgain, events.spared),
  };
}

function engineRecord(engine: MigrationEngine, summary: Summary): MigrationEngineRecord {
  const { completed, requests, items, evaluated, bytes, consumed } = summary.data();
  const { failed } = summary;
  const service = serviceTimes(summary.service);
  return { engine, operations: completed + failed, failed, requests, items, evaluated, bytes, service, consumed };
}

function extra(dynamodb: Summary, postgresAgain: number, spared: number): MigrationExtra {
  const { requests, consumed } = dynamodb.data();
  const total = (of: 'read' | 'write'): number => consumed.reduce((sum, units) => sum + units[of], 0);
  return { requests: requests + postgresAgain, readUnits: total('read'), writeUnits: total('write'), spared };
}
