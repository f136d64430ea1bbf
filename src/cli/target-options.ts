import { homedir } from 'node:os';
import type { Argv } from 'yargs';
import { cacheFolder } from '../engines/cache-folder.ts';
import { connectDynamoDb } from '../engines/connect-dynamodb.ts';
import { connectPostgres } from '../engines/connect-postgres.ts';
import {
  type DynamoDbChoice,
  type PostgresChoice,
  parseDynamoDbChoice,
  parsePostgresChoice,
} from '../engines/engine-choice.ts';
import type { EngineOptions, RunningEngine } from '../engines/running-engine.ts';
import { startDynamoDb } from '../engines/start-dynamodb.ts';
import { startPostgres } from '../engines/start-postgres.ts';
import { schemaOf } from '../targets/postgres/schema-name.ts';
import { type TargetName, type TargetPlace, targetNames } from '../targets/target.ts';

import { workloadOrBundled } from '../workload/load-workload.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { type Read, type Reader, word, wrong } from './quantity.ts';
import type { Terminal } from './terminal.ts';
import { unaskedDynamoDb } from './unasked-endpoint.ts';

/** The options that every command has which works on the engines, as yargs gives them. */
export interface TargetOptions {
  readonly target: string | undefined;
  readonly dynamodb: string;
  readonly postgres: string;
  readonly workload: string | undefined;
  readonly region: string;
}

export function targetOptions<Before>(argv: Argv<Before>): Argv<Before & TargetOptions> {
  return argv
    .option('target', { type: 'string', describe: 'dynamodb, postgres or both (default both)' })
    .option('dynamodb', {
      type: 'string',
      default: 'auto',
      describe: 'auto, local, dynalite, aws, or the URL of an endpoint',
    })
    .option('postgres', { type: 'string', default: 'embedded', describe: 'embedded, or the URL of a database' })
    .option('workload', { type: 'string', describe: 'a file whose default export is defineWorkload({ … })' })
    .option('region', { type: 'string', default: 'us-east-1', describe: 'the AWS Region that is signed for' });
}

/** What a person asked for, read and checked; nothing is started yet. */
export interface TargetChoice {
  readonly names: readonly TargetName[];
  readonly dynamodb: DynamoDbChoice;
  readonly postgres: PostgresChoice;
  readonly region: string;
  readonly workloadFile: string | undefined;
}

/** Every problem is left with the reader. */
export function readTargetOptions(options: TargetOptions, reader: Reader): TargetChoice {
  const words = [...targetNames, 'both'] as const;
  const target = reader.maybe<TargetName | 'both', 'both'>(
    options.target,
    (text) => word('--target', text, words),
    'both',
  );
  const names = target === 'both' ? targetNames : [target];
  return {
    names,
    dynamodb: names.includes('dynamodb')
      ? reader.take(readDynamoDb(options.dynamodb), { engine: 'auto' as const })
      : { engine: 'auto' },
    postgres: names.includes('postgres')
      ? reader.take(readPostgres(options.postgres), { engine: 'embedded' as const })
      : { engine: 'embedded' },
    region: reader.take(readRegion(options.region), ''),
    workloadFile: reader.maybe(options.workload, readFile, undefined),
  };
}

function readDynamoDb(text: unknown): Read<DynamoDbChoice> {
  if (typeof text !== 'string') return wrong('--dynamodb', text, 'one engine');
  const choice = parseDynamoDbChoice(text, '--dynamodb');
  if ('place' in choice) return { problem: choice };
  return choice.engine === 'aws' ? { problem: awsNotYet } : { value: choice };
}

/** It costs money and touches an account: it comes with its safeguards, and until then not at all. */
const awsNotYet: Problem = {
  place: '--dynamodb',
  found: '"aws", which this version does not do: it would create tables and costs in your account without safeguards',
  expected: 'auto, local, dynalite or the URL of an emulator',
};

function readPostgres(text: unknown): Read<PostgresChoice> {
  if (typeof text !== 'string') return wrong('--postgres', text, 'one engine');
  const choice = parsePostgresChoice(text, '--postgres');
  return 'place' in choice ? { problem: choice } : { value: choice };
}

function readRegion(text: unknown): Read<string> {
  const isRegion = typeof text === 'string' && /^[a-z]{2}(-[a-z]+){1,3}-\d$/.test(text);
  return isRegion ? { value: text } : wrong('--region', text, 'one AWS Region, such as us-east-1');
}

function readFile(text: unknown): Read<string> {
  return typeof text === 'string' && text !== '' ? { value: text } : wrong('--workload', text, 'one file');
}

/** @throws {BadInput} where the file is no workload. */
export async function chosenWorkload({ workloadFile }: TargetChoice): Promise<Workload> {
  return await workloadOrBundled(workloadFile);
}

export interface OpenTarget {
  readonly place: TargetPlace;
  readonly engine: RunningEngine;
}

/** The engines of a command while it runs. */
export interface OpenTargets {
  readonly targets: readonly OpenTarget[];
  /** Aborted when one of the engines dies, with an `EnvironmentError` as its reason. */
  readonly died: AbortSignal;
  /** Stops what this command started. */
  stop(): Promise<void>;
}

export interface OpenTargetsOptions {
  /** Whether data outlive the command. */
  readonly keep: boolean;
  /** What there is to know of the engines is said. */
  readonly quiet: boolean;
  readonly client?: 'wire' | 'sdk';
  /** Whether a DynamoDB endpoint behind a URL is asked what it is before the load; it is unless said. */
  readonly ask?: boolean;
}

/**
 * Starts or reaches the engines that were asked for. Where one cannot be had, the others are stopped.
 * @throws {EnvironmentError} and the reason of `terminal.stop` where that is aborted meanwhile.
 */
export async function openTargets(
  choice: TargetChoice,
  workload: Workload,
  terminal: Terminal,
  { keep, quiet, client = 'wire', ask = true }: OpenTargetsOptions,
): Promise<OpenTargets> {
  const options: EngineOptions = {
    cache: cacheFolder({ env: terminal.env, platform: process.platform, home: homedir() }),
    keep,
    env: terminal.env,
    onProgress: (line) => (quiet ? undefined : terminal.say(line)),
    signal: terminal.stop,
  };
  const targets: OpenTarget[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(targets.map(({ engine }) => engine.stop()));
  };
  try {
    for (const name of choice.names) {
      const engine = await (name === 'dynamodb' ? dynamoDb(choice, options, ask) : postgres(choice, options));
      targets.push({ engine, place: placeOf(engine, choice, workload, client) });
      for (const note of quiet ? [] : engine.notes) terminal.say(`${engine.provenance}: ${note}`);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { targets, died: AbortSignal.any(targets.map(({ engine }) => engine.died)), stop };
}

async function dynamoDb({ dynamodb }: TargetChoice, options: EngineOptions, ask: boolean): Promise<RunningEngine> {
  if (dynamodb.engine === 'url') {
    return ask ? await connectDynamoDb(dynamodb.url, options.signal) : unaskedDynamoDb(dynamodb.url);
  }
  if (dynamodb.engine === 'aws') throw new BadInput([awsNotYet]);
  return startDynamoDb(dynamodb.engine, options);
}

function postgres(choice: TargetChoice, options: EngineOptions): Promise<RunningEngine> {
  return choice.postgres.engine === 'url'
    ? connectPostgres(choice.postgres.url, options.signal)
    : startPostgres(options);
}

function placeOf(
  { kind, url, provenance }: RunningEngine,
  { region }: TargetChoice,
  workload: Workload,
  client: 'wire' | 'sdk',
): TargetPlace {
  return kind === 'dynamodb'
    ? { kind, endpoint: url, region, client, provenance }
    : { kind, url, schema: schemaOf(workload.name), provenance };
}
