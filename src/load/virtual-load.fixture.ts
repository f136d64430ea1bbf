import { Histogram } from '../measure/histogram.ts';
import { dispatch } from './dispatcher.ts';
import { constantRate, type Schedule } from './schedule.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { Flight, LoadTotals } from './work.ts';

export const ms = 1000;
export const s = 1_000_000;

/** A server in virtual time: when it has answered what comes in at a moment. */
export type Server = (clock: VirtualClock) => (flight: Flight) => Promise<void>;

export const takes =
  (durationUs: number): Server =>
  (clock) =>
  () =>
    clock.sleep(durationUs);

/** Answers at once, but nothing from `fromUs` to `untilUs`. */
export const freezes =
  (fromUs: number, untilUs: number): Server =>
  (clock) =>
  () => {
    const nowUs = clock.nowUs();
    return clock.sleep(nowUs >= fromUs && nowUs < untilUs ? untilUs - nowUs : 0);
  };

/** One at a time, in the order of coming. */
export const queues =
  (serviceUs: number): Server =>
  (clock) => {
    let freeUs = 0;
    return () => {
      freeUs = Math.max(freeUs, clock.nowUs()) + serviceUs;
      return clock.sleep(freeUs - clock.nowUs());
    };
  };

export const never: Server = () => () => new Promise<void>(() => {});

export interface Setting {
  readonly schedule: Schedule;
  readonly server: Server;
  readonly maxInFlight?: number;
  readonly maxWaitUs?: number;
  readonly graceUs?: number;
  readonly endUs?: number;
  readonly stopGraceUs?: number;
  readonly stopAtUs?: number;
}

export interface Found {
  readonly totals: LoadTotals;
  readonly ended: {
    readonly n: number;
    readonly scheduledUs: number;
    readonly startedUs: number;
    readonly doneUs: number;
  }[];
  readonly dropped: { readonly n: number; readonly scheduledUs: number; readonly atUs: number }[];
  readonly cut: { readonly n: number; readonly cutUs: number }[];
  readonly order: number[];
  readonly mostInFlight: number;
  readonly slots: Set<number>;
  readonly overUs: number;
}

export async function run(setting: Setting): Promise<Found> {
  const clock = new VirtualClock();
  const stop = new AbortController();
  if (setting.stopAtUs !== undefined && setting.stopAtUs < 0) stop.abort();
  const serve = setting.server(clock);
  const found = { ended: [], dropped: [], cut: [], order: [], slots: new Set<number>() } as Pick<
    Found,
    'ended' | 'dropped' | 'cut' | 'order' | 'slots'
  >;
  let inFlight = 0;
  let mostInFlight = 0;
  let overUs = 0;
  const load = dispatch({
    schedule: setting.schedule,
    clock,
    maxInFlight: setting.maxInFlight ?? Number.POSITIVE_INFINITY,
    maxWaitUs: setting.maxWaitUs ?? 10 * s,
    graceUs: setting.graceUs ?? 30 * s,
    ...(setting.endUs === undefined ? {} : { endUs: setting.endUs }),
    ...(setting.stopGraceUs === undefined ? {} : { stopGraceUs: setting.stopGraceUs }),
    signal: stop.signal,
    work: {
      begin(flight) {
        found.order.push(flight.n);
        found.slots.add(flight.slot);
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        return serve(flight);
      },
      ended({ n, scheduledUs, startedUs }, _, doneUs) {
        inFlight--;
        found.ended.push({ n, scheduledUs, startedUs, doneUs });
      },
      cut({ n }, cutUs) {
        inFlight--;
        found.cut.push({ n, cutUs });
      },
      dropped: (n, scheduledUs) => found.dropped.push({ n, scheduledUs, atUs: clock.nowUs() }),
    },
  });
  if (setting.stopAtUs !== undefined) clock.wakeAt(setting.stopAtUs, () => stop.abort());
  const totals = load.over.then((end) => {
    overUs = clock.nowUs();
    return end;
  });
  await clock.run();
  return { ...found, totals: await totals, mostInFlight, overUs };
}

export const perSecond = (arrivals: number, seconds: number) => constantRate({ arrivals, perUs: s }, seconds * s);

/** The recorded response times at some percentiles, in ms to the histogram's three digits. */
export function responses({ ended }: Found, ...percentiles: number[]): number[] {
  const histogram = new Histogram();
  for (const { scheduledUs, doneUs } of ended) histogram.record(doneUs - scheduledUs);
  return percentiles.map((p) =>
    Number((histogram.atRank(Math.ceil(Math.round(p * histogram.count * 10) / 1000)) / ms).toPrecision(3)),
  );
}
