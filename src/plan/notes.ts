import { assumptionWords } from '../capacity/heat/assumptions.ts';
import { quotaUnits } from '../capacity/heat/limits.ts';
import { directions } from '../capacity/heat/throughput.ts';
import { targetUtilisation } from './capacity-modes.ts';
import { atPeak } from './demand.ts';
import type { Growth } from './growth.ts';
import type { Plan } from './plan.ts';
import { busiestUse, hotDays, memoryForData, storageRoom } from './postgres-choice.ts';
import { hourWords } from './traffic-week.ts';

/** The rules behind a plan's figures and what it leaves out, a sentence each. docs/plan.md says them at length. */
export function notesOf(plan: Plan): readonly string[] {
  const { options, basis, at } = plan;
  const { hoursPerMonth, assumptions } = options.pricing;
  const { dau, days } = basis.record.dataset;
  const peak = at[0]?.demand.peakHour ?? 0;
  const target = Math.round(targetUtilisation * 100);
  return [
    ...unproven(plan),
    `Units per operation are those of run ${basis.record.id} (${dau} DAU, ${days} days of history, ${basis.measured.provenance}), failed operations' units included.`,
    ...fewOperations(plan),
    ...aboveQuota(plan),
    `A month has ${hoursPerMonth} hours, ${round(hoursPerMonth / 24)} average days; behind it lie ${options.months} months of history.`,
    ...growthWords(measuredGrowth(plan), at.at(-1)?.dau ?? 0),
    `The busiest hour of the average week is ${hourWords(peak)}; within an hour traffic is taken to be even.`,
    `provisioned: the busiest hour at ${target} % use, flat; auto scaling: from 5 units up, target ${target} %; reserved 1 year: auto scaling with what is there all week reserved in blocks of 100, per table and index.`,
    'Storage: mean bytes of up to 400 records of each entity, with 100 bytes for each item and index entry; records by the workload’s own counts.',
    `PostgreSQL: sizes are estimated from up to 400 rows of each entity; the class is the cheapest of the price table with the last ${hotDays} days in ${Math.round(memoryForData * 100)} % of its memory and at most ${Math.round(busiestUse * 100)} % of its processors busy at the peak (t4g: on average within its baseline); storage with ${Math.round((storageRoom - 1) * 100)} % room, at least 20 GB; the run's processor stands for the class's.`,
    'By pattern: the price of a table’s or index’s units divided by the units that patterns take of it; idle capacity is shared the same way, storage is no pattern’s.',
    ...assumptionWords(assumptions).map((words) => `Throttling model: ${words}.`),
    'Left out: tax, support, data transfer, caches, streams, backups beyond point-in-time recovery, retries of throttled requests.',
  ];
}

function unproven({ basis: { measured }, notFollowed }: Plan): readonly string[] {
  const { missing, shaky } = measured;
  return [
    ...(missing.length === 0
      ? []
      : [
          `Unproven: the run did not measure ${missing.join(', ')}; they are in no figure, so demand and bills are too low by them.`,
        ]),
    ...(shaky.length === 0
      ? []
      : [
          `More operations failed than were answered, of these patterns: ${shaky.join(', ')}. Their units are those of the few.`,
        ]),
    ...(notFollowed.length === 0
      ? []
      : [
          `The keys of ${notFollowed.join('; ')} could not be followed without an engine: they are missing in the heat of keys.`,
        ]),
  ];
}

/** Fewer than this make an unsteady mean. */
const steadyOperations = 30;

function fewOperations({ basis: { measured } }: Plan): readonly string[] {
  const few = measured.patterns.filter(({ operations }) => operations < steadyOperations);
  if (few.length === 0) return [];
  const words = few.map(({ pattern, operations }) => `${pattern} (${operations})`);
  return [`Means of fewer than ${steadyOperations} operations, unsteady: ${words.join(', ')}.`];
}

function aboveQuota({ at }: Plan): readonly string[] {
  return at.flatMap(({ dau, demand }) =>
    demand.parts.flatMap((part) =>
      directions.flatMap((direction) => {
        const units = atPeak(demand, part[direction]);
        if (units <= quotaUnits) return [];
        const where = part.index === null ? part.table : `${part.table} ${part.index}`;
        return [
          `At ${dau.toLocaleString('en-US')} DAU ${direction}s of ${where} peak at ${round(units)} units/s, above the default quota of ${quotaUnits.toLocaleString('en-US')}: no mode serves them unless AWS raises it, and the prices shown take that for granted.`,
        ];
      }),
    ),
  );
}

/** At the most users; what the run did not measure has no units that could grow. */
function measuredGrowth({ at, basis }: Plan): readonly Growth[] {
  const measured = new Set(basis.measured.patterns.map(({ pattern }) => pattern));
  return (at.at(-1)?.growth ?? []).filter(({ pattern }) => measured.has(pattern));
}

function growthWords(growth: readonly Growth[], dau: number): readonly string[] {
  if (growth.length === 0) return ['No read grows with the data: units per operation are the same at any size.'];
  const words = growth.map(
    ({ pattern, table, index, factor, how }) =>
      `${pattern} (${how} of ${table}${index === null ? '' : ` ${index}`}) × ${round(factor)}`,
  );
  return [
    `Reads that grow with the data take more units than in the run, at ${dau.toLocaleString('en-US')} DAU: ${words.join(', ')}. All others are taken to stay as they are.`,
  ];
}

function round(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
}
