import type { MigrationPhase } from '../load/migration-phase.ts';
import type { Problem } from '../workload/problem.ts';
import { planned } from './load-size.ts';
import type { Replay } from './order.ts';
import type { ReplayTarget } from './replay.ts';

/**
 * An application between the two engines as one target of a run.
 * @throws {RangeError} where one of the two is missing.
 */
export function migrationTarget(targets: readonly ReplayTarget[]): ReplayTarget {
  const postgres = targets.find(({ place }) => place.kind === 'postgres');
  const dynamodb = targets.find(({ place }) => place.kind === 'dynamodb');
  if (postgres?.place.kind !== 'postgres' || dynamodb?.place.kind !== 'dynamodb') {
    throw new RangeError('a migration needs both engines');
  }
  const both = [postgres.facts, dynamodb.facts];
  const joined = (of: 'provenance' | 'where' | 'client', by: string): string => both.map((facts) => facts[of]).join(by);
  return {
    place: { kind: 'migration', postgres: postgres.place, dynamodb: dynamodb.place },
    facts: {
      name: 'migration',
      provenance: joined('provenance', ' → '),
      latencyIs: both.some(({ latencyIs }) => latencyIs === 'emulator') ? 'emulator' : 'measured',
      unitsAre: dynamodb.facts.unitsAre,
      where: joined('where', ' → '),
      client: joined('client', ', '),
      pristine: both.some(({ pristine }) => pristine === null) ? null : both.every(({ pristine }) => pristine === true),
      notes: [
        ...both.flatMap(({ notes }) => notes),
        'The figures of the patterns are what the application saw, over all phases; units and service times stand in the phases, by engine.',
      ],
    },
  };
}

/** Phases that the load ends before. */
export function unreachedPhases(replay: Replay, place: string): Problem[] {
  const seconds = planned(replay);
  return (replay.migration ?? [])
    .filter(({ fromUs }) => fromUs >= seconds * 1e6)
    .map(({ name, fromUs }) => ({
      place: `${place}: options.ext.patternbench.migration`,
      found: `the phase "${name}" from ${fromUs / 1e6}s on, and scenarios that end after ${seconds}s`,
      expected: 'phases that begin before the load ends',
    }));
}

/** What a migration leaves on one engine only, for whoever compares them afterwards. */
export function divergences(phases: readonly MigrationPhase[]): string[] {
  return phases.flatMap(({ name, writes: [first, other] }) =>
    other !== undefined
      ? []
      : [
          `What is written in "${name}" lies on ${first} alone: \`patternbench seed --reset\` makes the engines equal again.`,
        ],
  );
}

/** Whether a migration writes to one engine what it does not write to the other. */
export function leavesApart({ migration = [] }: Replay): boolean {
  return migration.some(({ writes }) => writes.length < 2);
}

/** Answers of engines that an earlier run has left apart would differ for that alone. */
export function apartProblems({ migration = [] }: Replay, apart: string | null): Problem[] {
  if (apart === null || migration.every(({ shadowed }) => shadowed === 0)) return [];
  return [
    {
      place: 'dataset',
      found: `engines that are not equal any more: run ${apart} wrote to one of them alone`,
      expected: 'equal ones, whose answers can be compared; `patternbench seed --reset` loads them anew',
    },
  ];
}
