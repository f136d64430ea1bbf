import type { MigrationPhaseRecord, MigrationRecord } from '../src/runs/migration-record.ts';
import { serviceName, shortName } from './engine-name.ts';
import { counted, ms, units, whole } from './figures.ts';
import { percentileText } from './run-view.ts';

/** A column of a migration's tables, whatever renders them: a row per phase. */
export interface MigrationColumn {
  /** Neighbours of one group share the upper head. */
  readonly group: string;
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly text: (phase: MigrationPhaseRecord) => string;
  /** Whether a figure of this column speaks against the migration. */
  readonly isBad?: (phase: MigrationPhaseRecord) => boolean;
}

export interface MigrationTable {
  readonly caption: string;
  readonly columns: readonly MigrationColumn[];
}

/** What the application saw of each phase, then what happened between the engines and what it took. */
export function migrationTables(migration: MigrationRecord): readonly MigrationTable[] {
  return [
    { caption: 'phases of the migration', columns: [phaseColumn('migration'), ...seenColumns(migration)] },
    { caption: 'between the engines', columns: [phaseColumn('between the engines'), ...betweenColumns(migration)] },
  ];
}

function phaseColumn(group: string): MigrationColumn {
  return { group, head: '', align: 'left', text: ({ phase }) => phase };
}

function seenColumns({ phases }: MigrationRecord): MigrationColumn[] {
  const lost = (['failed', 'dropped'] as const).filter((kind) => phases.some((phase) => phase[kind] > 0));
  const engines = phases[0]?.engines.map(({ engine }) => engine) ?? [];
  return [
    figure('reads from', 'PG %', ({ reads }) => units(reads.postgres)),
    figure('reads from', 'DDB %', ({ reads }) => units(reads.dynamodb)),
    { group: 'writes', head: 'to', align: 'left', text: writesText },
    figure('the application', 'operations', ({ scheduled }) => whole(scheduled)),
    figure('the application', 'p50 ms', (phase) => percentileText(phase.response.p50, phase)),
    figure('the application', 'p99 ms', (phase) => percentileText(phase.response.p99, phase)),
    ...lost.map((kind): MigrationColumn => bad('the application', kind, (phase) => phase[kind])),
    ...engines.flatMap((engine) => engineColumns(engine)),
  ];
}

function engineColumns(name: string): MigrationColumn[] {
  const group = `${serviceName(name)} service`;
  const of = (phase: MigrationPhaseRecord) => phase.engines.find(({ engine }) => engine === name);
  const time = (value: number | null | undefined): string => (value == null ? '-' : ms(value));
  return [
    figure(group, 'asked', (phase) => whole(of(phase)?.operations ?? 0)),
    figure(group, 'p50 ms', (phase) => time(of(phase)?.service.p50)),
    figure(group, 'p99 ms', (phase) => time(of(phase)?.service.p99)),
  ];
}

function betweenColumns({ phases, pricing }: MigrationRecord): MigrationColumn[] {
  const half = phases.some(({ halfReads }) => halfReads > 0);
  const extra = 'beyond PostgreSQL alone';
  return [
    figure('reads', 'shadow %', ({ shadow }) => (shadow === 0 ? '-' : units(shadow))),
    figure('reads', 'compared', ({ compared }) => (compared === 0 ? '-' : whole(compared))),
    figure('reads', 'late', ({ compared, late }) => (compared === 0 ? '-' : whole(late))),
    bad('reads', 'differ', ({ mismatches, compared }) => (compared === 0 ? null : mismatches)),
    ...(half ? [bad('reads', 'half', ({ halfReads }) => halfReads)] : []),
    bad('writes', 'half', ({ halfWrites, writes }) => (writes.length < 2 ? null : halfWrites)),
    figure(extra, 'requests', ({ extra: { requests } }) => whole(requests)),
    figure(extra, 'read units', ({ extra: { readUnits } }) => units(readUnits)),
    figure(extra, 'write units', ({ extra: { writeUnits } }) => units(writeUnits)),
    ...(pricing === undefined ? [] : monthColumns(pricing.dau)),
  ];
}

function monthColumns(dau: number): MigrationColumn[] {
  const group = `$ a month at ${whole(dau)} DAU`;
  const dollars = (value: number | null | undefined): string => (value == null ? '-' : value.toFixed(2));
  return [
    figure(group, 'PostgreSQL', ({ month }) => dollars(month?.postgresUsd)),
    figure(group, 'DynamoDB', ({ month }) => dollars(month?.dynamodbUsd)),
  ];
}

function figure(group: string, head: string, text: MigrationColumn['text']): MigrationColumn {
  return { group, head, align: 'right', text };
}

/** A count that should be 0; `null` where it says nothing. */
function bad(group: string, head: string, count: (phase: MigrationPhaseRecord) => number | null): MigrationColumn {
  return {
    group,
    head,
    align: 'right',
    text: (phase) => {
      const value = count(phase);
      return value === null ? '-' : whole(value);
    },
    isBad: (phase) => (count(phase) ?? 0) > 0,
  };
}

function writesText({ writes, secondWrite }: MigrationPhaseRecord): string {
  const names = writes.map(shortName).join(', ');
  return secondWrite === 'asynchronous' ? `${names} later` : names;
}

/** `03.title 12 of 30 answers differ, the first in "shadow reads": …`, a pattern each, and the half writes. */
export function migrationLines({ phases }: MigrationRecord): readonly string[] {
  const patterns = [...new Set(phases.flatMap((phase) => phase.patterns.map(({ pattern }) => pattern)))];
  return patterns.flatMap((id) => {
    const own = phases.flatMap((phase) =>
      phase.patterns.filter(({ pattern }) => pattern === id).map((figures) => ({ phase: phase.phase, ...figures })),
    );
    const sum = (of: (figures: (typeof own)[number]) => number) => own.reduce((all, one) => all + of(one), 0);
    const different = own.find(({ mismatches }) => mismatches > 0);
    const half = own.find(({ halfWrites, halfReads }) => halfWrites + halfReads > 0);
    return [
      ...(different === undefined
        ? []
        : [
            `${id}: ${whole(sum((one) => one.mismatches))} of ${counted(
              sum((one) => one.compared),
              'answer',
            )} differ, the first in "${different.phase}": ${different.firstMismatch}`,
          ]),
      ...(half === undefined
        ? []
        : [
            `${id}: ${counted(
              sum((one) => one.halfWrites + one.halfReads),
              'operation',
            )} on one side only, the first in "${half.phase}": ${half.firstHalf}`,
          ]),
    ];
  });
}

/** How the tables are to be read, a sentence each. */
export function migrationNotes({ pricing }: MigrationRecord): readonly string[] {
  return [
    'The application’s times run from when an operation was due; an engine’s from when it was sent, all that it was asked for included.',
    'late: answers that differed at first, and were equal when both were asked again; differ: they still were not, half a second later.',
    'half: one engine has, or may have, what the other has not.',
    ...(pricing?.notes ?? []),
  ];
}
