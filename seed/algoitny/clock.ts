import { Calendar, type WeeklyCurve, type World } from 'patternbench';
import {
  jobBacklogDays,
  jobCount,
  problemAgeDays,
  problemCount,
  runBlocks,
  runsPerBlock,
  userAgeDays,
  userCount,
} from './population.ts';

/** The dataset's present: the end of a Thursday's peak in Korea, so that "today" (UTC) has most of a day behind it. */
export const asOf = '2026-01-15T18:00:00.000Z';

/** The day of the rate limit: the UTC date of `asOf`. */
export const today = asOf.slice(0, 10);

/**
 * A Korean site's day and week. Hours are UTC, nine behind Seoul: the evening peak of 20 to 24 h is 11 to 15 UTC, the
 * night's low 19 to 21 UTC. Work days are a little busier than the weekend.
 */
export const week: WeeklyCurve = {
  hours: [
    4.0, 5.2, 5.4, 4.6, 5.0, 5.8, 6.0, 6.0, 5.6, 5.0, 5.6, 6.8, 7.6, 7.8, 6.8, 5.0, 3.2, 2.0, 1.2, 0.8, 0.6, 0.8, 1.4,
    2.4,
  ],
  days: [0.9, 1.05, 1.1, 1.1, 1.05, 1.0, 0.8],
};

const dayMs = 86_400_000;
const dayTexts = new Map<number, string>();
const digits = (length: number) =>
  Array.from({ length: 10 ** length }, (_, number) => String(number).padStart(length, '0'));
const two = digits(2);
const three = digits(3);

/** Epoch milliseconds as records hold them: ISO 8601, UTC, with milliseconds. As toISOString, at a third of its cost. */
export function iso(ms: number): string {
  const day = Math.floor(ms / dayMs);
  let text = dayTexts.get(day);
  if (text === undefined) {
    text = new Date(ms).toISOString().slice(0, 10);
    dayTexts.set(day, text);
  }
  const within = ms - day * dayMs;
  const seconds = Math.floor(within / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${text}T${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}.${three[within % 1000]}Z`;
}

/** Every sixteenth record came in the same millisecond as the one before it. */
const twinEvery = 16;

export function isTwin(i: number): boolean {
  return i % twinEvery === 1;
}

export function userCreatedMs(world: World, i: number): number {
  return createdMs(world, world.once(users), userCount(world.size), i);
}

export function problemCreatedMs(world: World, i: number): number {
  return createdMs(world, world.once(problems), problemCount(world.size), i);
}

export function runCreatedMs(world: World, i: number): number {
  return createdMs(world, world.once(runs), runsPerBlock * runBlocks(world.size), i);
}

export function jobCreatedMs(world: World, i: number): number {
  return createdMs(world, world.once(jobs), jobCount(world.size), i);
}

/** Fresh records keep the time of the operation that writes them, whatever their kind: they are of one present. */
function createdMs(world: World, calendar: Calendar, count: number, i: number): number {
  const at = isTwin(i) ? i - 1 : i;
  return at < count ? calendar.at(at) : operationMs(world, at - count);
}

const users = ({ asOfMs, size }: World) => new Calendar(week, asOfMs, size.days + userAgeDays, userCount(size));
const problems = ({ asOfMs, size }: World) =>
  new Calendar(week, asOfMs, size.days + problemAgeDays, problemCount(size));
const runs = ({ asOfMs, size }: World) => new Calendar(week, asOfMs, size.days, runsPerBlock * runBlocks(size));
const jobs = ({ asOfMs, size }: World) => new Calendar(week, asOfMs, size.days + jobBacklogDays, jobCount(size));

/** Operations of a run are a quarter of a second apart: some 86,000 of them before today ends. */
const operationStepMs = 250;

/** When the operation with this ordinal writes. */
export function operationMs(world: World, ordinal: number): number {
  return world.asOfMs + (ordinal + 1) * operationStepMs;
}

/** The ordinal of the operation that wrote at this time; `null` where none of ours can have. */
export function ordinalAt(world: World, time: unknown): number | null {
  if (typeof time !== 'string') return null;
  const ordinal = (Date.parse(time) - world.asOfMs) / operationStepMs - 1;
  return Number.isSafeInteger(ordinal) && ordinal >= 0 ? ordinal : null;
}
