import type { Argv } from 'yargs';
import { type Reader, whole } from './quantity.ts';

/** Which dataset: text as typed. */
export interface DatasetOptions {
  readonly dau: string | undefined;
  readonly days: string | undefined;
  readonly randomSeed: string | undefined;
}

export function datasetOptions<Before>(argv: Argv<Before>): Argv<Before & DatasetOptions> {
  const given = argv
    .option('dau', {
      type: 'string',
      describe: 'daily active users of the dataset (default: the one that is there, else 1000)',
    })
    .option('days', { type: 'string', describe: 'days of its history (default: as it is there, else 3)' })
    .option('random-seed', {
      type: 'string',
      describe: 'the same seed gives the same dataset (default: as it is there, else 1)',
    });
  // yargs writes the dashed name into its type, and gives the camel-case one at run time.
  return given as unknown as Argv<Before & DatasetOptions>;
}

/** `undefined`: whatever is there. */
export interface DatasetChoice {
  readonly dau: number | undefined;
  readonly days: number | undefined;
  readonly randomSeed: number | undefined;
}

export function readDatasetOptions({ dau, days, randomSeed }: DatasetOptions, reader: Reader): DatasetChoice {
  return {
    dau: reader.maybe<number, undefined>(dau, (text) => whole('--dau', text, 1, 10_000_000), undefined),
    days: reader.maybe<number, undefined>(days, (text) => whole('--days', text, 1, 3650), undefined),
    randomSeed: reader.maybe<number, undefined>(
      randomSeed,
      (text) => whole('--random-seed', text, 0, 4_294_967_295),
      undefined,
    ),
  };
}
