import type { Replay, Stream } from '../replay/order.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import type { WindowOrder } from './search.ts';

/** A load whose rate can be set: its parts come together, each with its share of all arrivals. */
export interface LoadShape {
  readonly parts: readonly LoadPart[];
}

export interface LoadPart extends Pick<Stream, 'name' | 'jobs' | 'maxInFlight' | 'maxWaitUs'> {
  /** How often each job comes in a round; in turn where it is left out. */
  readonly weights?: readonly number[];
  /** Of all arrivals; those of all parts add up to 1. */
  readonly share: number;
}

const usPerSecond = 1_000_000;

/** The load of a window. Parts are out of step with each other; one that would not come in a window is not in it. */
export function replayAt(base: Omit<Replay, 'streams' | 'warmUpUs'>, shape: LoadShape, order: WindowOrder): Replay {
  const { perSecond, seconds, settleSeconds } = order;
  const durationUs = seconds * usPerSecond;
  const streams = shape.parts.flatMap(({ share, ...part }, at): Stream[] => {
    const rate = perSecond * share;
    const startUs = Math.floor((usPerSecond / rate) * (at / shape.parts.length));
    if (startUs >= durationUs) return [];
    const load = {
      kind: 'constant rate',
      rate: { arrivals: rate, perUs: usPerSecond },
      durationUs: durationUs - startUs,
      randomSeed: null,
    } as const;
    return [{ ...part, load, startUs }];
  });
  return { ...base, warmUpUs: settleSeconds * usPerSecond, streams };
}

/**
 * A script's load at its busiest moment: the streams that run then, each with its share of the arrivals.
 * @throws {BadInput} where a stream is no arrival rate.
 */
export function shapeOf(
  streams: readonly Stream[],
  house: Pick<Stream, 'maxInFlight' | 'maxWaitUs'>,
): {
  readonly shape: LoadShape;
  /** Arrivals a second of the script as it is written. */
  readonly perSecond: number;
  readonly leftOut: readonly string[];
} {
  const problems = streams.flatMap(({ name, load }): Problem[] =>
    load.kind === 'virtual users'
      ? [
          {
            place: `scenario ${name}`,
            found: 'virtual users',
            expected: 'an arrival-rate executor, whose rate can be scaled',
          },
        ]
      : [],
  );
  if (problems.length > 0) throw new BadInput(problems);
  const moments = streams.flatMap(breakpoints);
  const at = (us: number): number[] => streams.map((stream) => rateAt(stream, us));
  const sum = (rates: readonly number[]): number => rates.reduce((total, rate) => total + rate, 0);
  let busiest: readonly number[] = streams.map(() => 0);
  for (const moment of moments) if (sum(at(moment)) > sum(busiest)) busiest = at(moment);
  const perSecond = sum(busiest);
  if (perSecond === 0) {
    throw new BadInput([{ place: 'scenario', found: 'no arrivals', expected: 'an executor with a rate above 0' }]);
  }
  const parts = streams.flatMap(({ name, jobs }, index): LoadPart[] => {
    const share = (busiest[index] ?? 0) / perSecond;
    return share > 0 ? [{ name, jobs, ...house, share }] : [];
  });
  const leftOut = streams.filter((_, index) => busiest[index] === 0).map(({ name }) => name);
  return { shape: { parts }, perSecond, leftOut };
}

/** Where a stream's rate begins, bends or ends: the total is largest at one of those, or right before it. */
function breakpoints({ load, startUs }: Stream): number[] {
  if (load.kind === 'virtual users') return [];
  const ends: number[] = [startUs];
  let us = startUs;
  for (const { durationUs } of load.kind === 'ramping rate' ? load.stages : [load]) {
    us += durationUs;
    ends.push(us - 1, us);
  }
  return ends;
}

/** Arrivals a second at a moment of the script. */
function rateAt({ load, startUs }: Stream, us: number): number {
  const offset = us - startUs;
  if (offset < 0 || load.kind === 'virtual users') return 0;
  if (load.kind === 'constant rate') {
    return offset < load.durationUs ? (load.rate.arrivals / load.rate.perUs) * usPerSecond : 0;
  }
  let from = 0;
  let rate = load.startRate;
  for (const { durationUs, target } of load.stages) {
    if (offset < from + durationUs) {
      return ((rate + (target - rate) * ((offset - from) / durationUs)) / load.perUs) * usPerSecond;
    }
    from += durationUs;
    rate = target;
  }
  return 0;
}
