import { dispatch } from '../src/load/dispatcher.ts';
import { practise } from '../src/load/practice.ts';
import { openClock } from '../src/load/precise-clock.ts';
import { constantRate } from '../src/load/schedule.ts';
import { Histogram } from '../src/measure/histogram.ts';

export interface DispatchOrder {
  readonly perSecond: number;
  readonly seconds: number;
}

/** How late operations start that do nothing, and what the waiting costs. */
export interface DispatchCost {
  readonly started: number;
  readonly lateP50Us: number;
  readonly lateP99Us: number;
  readonly lateMaxUs: number;
  readonly cpuRatio: number;
  readonly spunRatio: number;
}

/** The whole of a process: dispatches, and prints how precisely. */
export async function runDispatch({ perSecond, seconds }: DispatchOrder): Promise<void> {
  const lateInTenths = new Histogram();
  const clock = await openClock();
  await practise(clock);
  clock.startFrom(process.hrtime.bigint());
  const spunBeforeUs = clock.spunUs();
  const before = process.cpuUsage();
  const load = dispatch<void>({
    schedule: constantRate({ arrivals: perSecond, perUs: 1e6 }, seconds * 1e6),
    clock,
    maxInFlight: 1000,
    maxWaitUs: 10e6,
    graceUs: 1e6,
    work: {
      begin: () => Promise.resolve(),
      ended: () => {},
      cut: () => {},
      dropped: () => {},
      late: (us) => lateInTenths.record(us * 10),
    },
  });
  const { ended } = await load.over;
  const { user, system } = process.cpuUsage(before);
  const us = (rank: number): number => lateInTenths.atRank(Math.ceil(rank * lateInTenths.count)) / 10;
  const cost: DispatchCost = {
    started: ended,
    lateP50Us: us(0.5),
    lateP99Us: us(0.99),
    lateMaxUs: us(1),
    cpuRatio: (user + system) / (seconds * 1e6),
    spunRatio: (clock.spunUs() - spunBeforeUs) / (seconds * 1e6),
  };
  clock.close();
  process.stdout.write(`${JSON.stringify(cost)}\n`);
}
