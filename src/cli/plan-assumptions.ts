import type { Argv } from 'yargs';
import { type HeatAssumptions, heatAssumptions } from '../capacity/heat/assumptions.ts';
import { burstSeconds } from '../capacity/heat/limits.ts';
import { duration, type Read, type Reader, wrong } from './quantity.ts';

/** What the throttling model assumes where AWS publishes nothing: text as typed. */
export interface AssumptionOptions {
  readonly scalingLag: string;
  readonly scaleInBelow: string;
  readonly burstAtStart: string;
  readonly pageGap: string;
}

export function assumptionOptions<Before>(argv: Argv<Before>): Argv<Before & AssumptionOptions> {
  const { updateLagMinutes, scaleInBelow, bankedSecondsAtStart, pageGapMs } = heatAssumptions;
  const given = argv
    .option('scaling-lag', {
      type: 'string',
      default: `${updateLagMinutes}m`,
      describe: 'assumed: from the point that asks for it until new capacity serves',
    })
    .option('scale-in-below', {
      type: 'string',
      default: `${100 * scaleInBelow}%`,
      describe: 'assumed: auto scaling scales in below so much of its target',
    })
    .option('burst-at-start', {
      type: 'string',
      default: `${bankedSecondsAtStart}s`,
      describe: 'assumed: seconds of capacity in the burst bucket when the day begins, up to 300',
    })
    .option('page-gap', {
      type: 'string',
      default: `${pageGapMs}ms`,
      describe: 'assumed: from one page of a Query or Scan to the next',
    });
  // yargs writes the dashed name into its type, and gives the camel-case one at run time.
  return given as unknown as Argv<Before & AssumptionOptions>;
}

export function readAssumptions(options: AssumptionOptions, reader: Reader): HeatAssumptions {
  const lag = reader.take(wholeMinutes(options.scalingLag), 0);
  const burstMs = reader.take(burst(options.burstAtStart), 0);
  return {
    updateLagMinutes: lag,
    scaleInBelow: reader.take(share('--scale-in-below', options.scaleInBelow), 1),
    bankedSecondsAtStart: burstMs / 1000,
    pageGapMs: reader.take(duration('--page-gap', options.pageGap), 1),
  };
}

function wholeMinutes(text: unknown): Read<number> {
  const read = duration('--scaling-lag', text);
  if (!('value' in read) || read.value % 60_000 === 0) return 'value' in read ? { value: read.value / 60_000 } : read;
  return wrong('--scaling-lag', text, 'whole minutes, such as 3m or 0m: alarms see one-minute points');
}

function burst(text: unknown): Read<number> {
  const read = duration('--burst-at-start', text);
  if (!('value' in read) || read.value <= burstSeconds * 1000) return read;
  return wrong('--burst-at-start', text, `at most ${burstSeconds}s`);
}

function share(place: string, text: unknown): Read<number> {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(String(text))?.[1];
  const value = Number(percent ?? Number.NaN) / 100;
  return value > 0 && value <= 1 ? { value } : wrong(place, text, 'a percentage above 0%, at most 100%');
}
