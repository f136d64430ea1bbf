// How precisely operations start, and what the waiting costs: `node dist/bench/dispatch.js [seconds]`.

import { dispatch } from '../src/load/dispatcher.ts';
import { openClock } from '../src/load/precise-clock.ts';
import { constantRate } from '../src/load/schedule.ts';
import { Histogram } from '../src/measure/histogram.ts';

const seconds = Number(process.argv[2] ?? 5);

async function measure(perSecond: number): Promise<string> {
  const late = new Histogram();
  const clock = await openClock();
  const before = process.cpuUsage();
  const load = dispatch({
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
      late: (us) => late.record(us * 1000),
    },
  });
  const { ended } = await load.over;
  const { user, system } = process.cpuUsage(before);
  const spun = clock.spunUs();
  clock.close();
  const us = (rank: number) => (late.atRank(Math.ceil(rank * late.count)) / 1000).toFixed(1).padStart(8);
  const share = (time: number) => `${((100 * time) / (seconds * 1e6)).toFixed(1)} %`.padStart(8);
  return [
    `${perSecond}/s`.padStart(8),
    us(0.5),
    us(0.99),
    us(1),
    share(user + system),
    share(spun),
    `${ended}`.padStart(8),
  ].join('  ');
}

console.log(['    rate', ' p50 us', '  p99 us', '  max us', '     CPU', ' of which spun', '  ended'].join('  '));
for (const rate of [1, 10, 100, 1000, 2000, 5000, 10_000]) console.log(await measure(rate));
