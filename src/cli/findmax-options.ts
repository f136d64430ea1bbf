import type { Argv } from 'yargs';
import type { SearchPlan } from '../findmax/search-plan.ts';
import { type ArrivalRate, duration, type Read, type Reader, rate, wrong } from './quantity.ts';
import type { LoadOptions } from './run-options.ts';

/** The options of `findmax` that shape the search and its load; all are text, read by `readSearch`. */
export interface SearchOptions
  extends Pick<
    LoadOptions,
    'patterns' | 'maxInFlight' | 'maxWait' | 'operationTimeout' | 'connections' | 'workers' | 'verify'
  > {
  readonly without: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly step: string;
  readonly precision: string;
  readonly window: string;
}

export function searchOptions<Before>(argv: Argv<Before>): Argv<Before & SearchOptions> {
  const text = (describe: string, fallback?: string) =>
    ({
      type: 'string',
      requiresArg: true,
      describe,
      ...(fallback === undefined ? {} : { default: fallback }),
    }) as const;
  const given = argv
    .option('patterns', text('patterns and flows taken in turn, 02,07 (default: all patterns by their traffic)'))
    .option('without', text('patterns left out of the traffic, such as scans: 21.status,23'))
    .option('from', text('the lowest rate', '20/s'))
    .option('to', text('the highest rate', '100000/s'))
    .option('step', text('by what the rate grows while it is held', '2'))
    .option('precision', text('how near the answer has to be, up to 50 %', '5%'))
    .option('window', text('the shortest window; the one that confirms is four to ten times as long', '3s'))
    .option('max-in-flight', text('operations at once; a full house queues', '1000'))
    .option('max-wait', text('an arrival that waited so long for a place is dropped', '10s'))
    .option(
      'operation-timeout',
      text('what an operation may take once it started (default: what the script says, else 5s)'),
    )
    .option('connections', text('connections to PostgreSQL, for all workers together', '16'))
    .option('workers', text('worker threads: auto, or a number', 'auto'))
    .option('verify', text('answers compared with the dataset while the load runs: off, sample or all', 'sample'));
  // yargs writes the dashed names into its type, and gives the camel-case ones at run time.
  return given as unknown as Argv<Before & SearchOptions>;
}

/** At the end of a second and of the one before it is seen whether the target came to rest. */
const settleSeconds = 2;

/** How the search goes about it; what the load asks of its windows is not known yet. Problems are left with the reader. */
export function readSearch(options: SearchOptions, reader: Reader): Omit<SearchPlan, 'arrivalsToDecide'> {
  const from = reader.take(perSecond('--from', options.from), 1);
  const to = reader.take(perSecond('--to', options.to), Number.MAX_SAFE_INTEGER);
  if (from > to) {
    reader.problems.push({ place: '--from', found: options.from, expected: `at most --to, ${options.to}` });
  }
  const windowMs = reader.take(duration('--window', options.window), 3000);
  if (windowMs < 1000 || windowMs % 1000 !== 0) {
    reader.problems.push({ place: '--window', found: options.window, expected: 'whole seconds from 1s up' });
  }
  return {
    from,
    to,
    step: reader.take(readStep(options.step), 2),
    precision: reader.take(readPrecision(options.precision), 0.05),
    windowSeconds: windowMs / 1000,
    settleSeconds,
  };
}

function perSecond(place: string, text: unknown): Read<number> {
  const read: Read<ArrivalRate> = rate(place, text);
  return 'problem' in read ? read : { value: (1000 * read.value.count) / read.value.perMs };
}

function readStep(text: unknown): Read<number> {
  const value = /^\d+(\.\d+)?$/.test(String(text)) ? Number(text) : Number.NaN;
  return value >= 1.1 && value <= 10 ? { value } : wrong('--step', text, 'a factor from 1.1 to 10, such as 2');
}

function readPrecision(text: unknown): Read<number> {
  const percent = Number(/^(\d+(?:\.\d+)?)\s?%$/.exec(String(text))?.[1] ?? Number.NaN);
  if (percent >= 1 && percent <= 50) return { value: percent / 100 };
  return wrong('--precision', text, 'a percentage from 1 % to 50 %, such as 5%');
}
