import { Distribution } from '../measure/distribution.ts';
import type { Histogram } from '../measure/histogram.ts';
import { Summary } from '../measure/summary.ts';
import { counted } from '../replay/phases.ts';
import type { TargetTally } from '../replay/target-tally.ts';
import { type BacklogLimits, type BacklogPoint, isSettled, pilesUp } from './backlog.ts';
import type { Waits } from './cause.ts';
import type { WindowOrder } from './search.ts';

/** What is seen of a window while it is measured. Gives the load up where nothing more can be learnt from it. */
export class Watch {
  readonly #order: WindowOrder;
  readonly #limits: BacklogLimits;
  readonly #stop = new AbortController();
  readonly #points: BacklogPoint[] = [];
  #givenUp: 'overrun' | 'unsettled' | null = null;
  #tally: TargetTally | null = null;

  constructor(order: WindowOrder, limits: BacklogLimits) {
    this.#order = order;
    this.#limits = limits;
  }

  /** Aborted where the load is given up. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Of the seconds until the load was given up. */
  get points(): readonly BacklogPoint[] {
    return this.#points;
  }

  get givenUp(): 'overrun' | 'unsettled' | null {
    return this.#givenUp;
  }

  second(second: number, tally: TargetTally): void {
    this.#tally = tally;
    if (this.#givenUp !== null) return;
    const point = { second, inFlight: tally.inFlight, waiting: tally.waiting };
    this.#points.push(point);
    const { settleSeconds, seconds } = this.#order;
    if (second > settleSeconds + seconds) return;
    if (pilesUp(point, this.#order, this.#limits)) this.#giveUp('overrun');
    else if (second === settleSeconds && !isSettled(this.#points, this.#order, this.#limits)) this.#giveUp('unsettled');
  }

  /** Of each pattern; of the settling where nothing was counted. */
  waits(): Waits[] {
    const all = this.#tally?.summaries.all() ?? [];
    const patterns = [...new Set(all.map(({ pattern }) => pattern))];
    return patterns.map((pattern) => {
      const ofPattern = all.filter((one) => one.pattern === pattern);
      const some = ofPattern.filter(({ phase }) => phase === counted);
      const summary = Summary.of(...(some.length > 0 ? some : ofPattern).map((one) => one.summary.data()));
      return {
        pattern,
        responseP99Ms: percentile(summary.response, 99),
        poolWaitP99Ms: percentile(summary.poolWait, 99),
        serviceP50Ms: percentile(summary.service, 50),
      };
    });
  }

  #giveUp(why: 'overrun' | 'unsettled'): void {
    this.#givenUp = why;
    this.#stop.abort();
  }
}

function percentile(histogram: Histogram, of: number): number | null {
  return new Distribution({ histogram, dropped: 0 }).percentileMs(of);
}
