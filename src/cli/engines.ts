import { homedir } from 'node:os';
import type { ArgumentsCamelCase } from 'yargs';
import { cacheFolder } from '../engines/cache-folder.ts';
import { notReady, readyDynamoDbLocal } from '../engines/ready-dynamodb-local.ts';
import type { EngineOptions, RunningEngine } from '../engines/running-engine.ts';
import { type EmulatorChoice, startDynamoDb } from '../engines/start-dynamodb.ts';
import { startPostgres } from '../engines/start-postgres.ts';
import { stopEngines } from '../engines/stop-engines.ts';
import { type EngineStatus, type Installed, installedEngines, runningEngines } from '../engines/survey-engines.ts';
import { BadInput } from '../workload/problem.ts';
import type { Command } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { type Read, Reader, word } from './quantity.ts';
import type { Terminal } from './terminal.ts';

const actions = ['list', 'install', 'start', 'stop'] as const;
type Action = (typeof actions)[number];
const targets = ['dynamodb', 'postgres', 'both'] as const;

interface EnginesOptions {
  readonly action: string | undefined;
  readonly target: string;
  readonly dynamodb: string;
  readonly json: boolean;
}

/** `patternbench engines [list|install|start|stop]`. */
export const engines: Command<EnginesOptions> = {
  usage: 'engines [action]',
  describe: 'List, install, start and stop the embedded engines',
  options: (argv) =>
    argv
      .positional('action', { type: 'string', describe: `one of ${actions.join(', ')}; list unless said` })
      .option('target', { type: 'string', default: 'both', describe: `what to start: ${targets.join(', ')}` })
      .option('dynamodb', {
        type: 'string',
        default: 'auto',
        describe: 'what to start for DynamoDB: auto, local, dynalite',
      })
      .option('json', { type: 'boolean', default: false, describe: 'the result as JSON' })
      .example('$0 engines', 'what is installed, what runs, and where its data and logs are')
      .example('$0 engines start', 'start both; the other commands use them until `engines stop`')
      .example('$0 engines install', 'fetch DynamoDB Local ahead of its first use'),
  run: async (options, terminal) => {
    const { action, target, emulator } = readWords(options);
    const context = { ...engineOptions(terminal), json: options.json, target, emulator };
    try {
      return await deeds[action](context, terminal);
    } catch (error) {
      if (terminal.stop.aborted) return exitCodes.interrupted;
      throw error;
    }
  },
};

interface Context extends EngineOptions {
  readonly json: boolean;
  readonly target: (typeof targets)[number];
  readonly emulator: EmulatorChoice;
}

const deeds: Readonly<Record<Action, (context: Context, terminal: Terminal) => Promise<ExitCode>>> = {
  list,
  install,
  start,
  stop,
};

function readWords(options: ArgumentsCamelCase<EnginesOptions>) {
  const reader = new Reader();
  const action = reader.take<Action>(word('patternbench engines', options.action ?? 'list', actions), 'list');
  const target = reader.take<Context['target']>(word('--target', options.target, targets), 'both');
  const emulator = reader.take<EmulatorChoice>(emulatorWord(options.dynamodb), 'auto');
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  return { action, target, emulator };
}

function emulatorWord(text: unknown): Read<EmulatorChoice> {
  return word('--dynamodb', text, ['auto', 'local', 'dynalite'] as const);
}

function engineOptions({ env, say, stop: signal }: Terminal): EngineOptions {
  const cache = cacheFolder({ env, platform: process.platform, home: homedir() });
  return { cache, keep: true, detached: true, env, onProgress: say, signal };
}

async function list({ cache, env, json }: Context, { print }: Terminal): Promise<ExitCode> {
  const installed = await installedEngines({ cache, env });
  const running = runningEngines(cache, Date.now());
  print(json ? JSON.stringify({ cache, installed, running }, null, 2) : listText(cache, installed, running));
  return exitCodes.done;
}

async function install({ json, ...options }: Context, { print }: Terminal): Promise<ExitCode> {
  const local = await readyDynamoDbLocal(options, false);
  if (!local.ready) throw notReady(local);
  const { installedNow } = local;
  const { folder } = local.copy;
  const text = `DynamoDB Local is ${installedNow ? '' : 'already '}installed in ${folder}.`;
  print(json ? JSON.stringify({ product: 'dynamodb-local', folder, installedNow }, null, 2) : text);
  return exitCodes.done;
}

async function start({ json, target, emulator, ...options }: Context, { print }: Terminal): Promise<ExitCode> {
  const started: RunningEngine[] = [];
  try {
    if (target !== 'dynamodb') started.push(await startPostgres(options));
    if (target !== 'postgres') started.push(await startDynamoDb(emulator, options));
  } catch (error) {
    // Half of what was asked for is nothing that anybody would look for and stop.
    for (const engine of started) await engine.stop();
    throw error;
  }
  if (json) print(JSON.stringify({ engines: started.map(startedJson) }, null, 2));
  else print(started.map(startedText).join('\n'));
  return exitCodes.done;
}

async function stop({ json, cache, onProgress }: Context, { print, say }: Terminal): Promise<ExitCode> {
  const stopped = await stopEngines(cache, onProgress);
  for (const { product, owner } of runningEngines(cache, Date.now())) {
    say(`${product} is in use by a command that runs (pid ${owner}), and stops with it`);
  }
  const lines = stopped.map(({ product, version, pid }) => `stopped ${product} ${version} (pid ${pid})`);
  const text = lines.length === 0 ? 'No engine was left running.' : lines.join('\n');
  print(json ? JSON.stringify({ stopped }, null, 2) : text);
  return exitCodes.done;
}

function startedJson({ kind, product, version, shownUrl, where, notes, shared }: RunningEngine) {
  return { kind, product, version, url: shownUrl, where, notes, alreadyRunning: shared };
}

function startedText({ provenance, shownUrl, where, notes, shared }: RunningEngine): string {
  const head = `${provenance} ${shared ? 'runs already' : 'runs'} at ${shownUrl}`;
  return [head, where, ...notes].join('\n  ');
}

function listText(cache: string, installed: readonly Installed[], running: readonly EngineStatus[]): string {
  const width = Math.max(...installed.map(({ product }) => product.length));
  const there = installed.map(
    (engine) => `  ${engine.product.padEnd(width)}  ${engine.installed ? '' : 'not usable: '}${engine.detail}`,
  );
  const runs = running.length === 0 ? ['  none'] : running.flatMap(statusLines);
  return [`cache  ${cache}`, 'installed', ...there, 'running', ...runs].join('\n');
}

function statusLines(status: EngineStatus): string[] {
  const { product, version, state, url, pid, owner, uptimeSeconds, data, log, passwordFile } = status;
  const whose = state === 'shared' ? 'until `patternbench engines stop`' : `${state}, for pid ${owner}`;
  return [
    `  ${product} ${version} at ${url ?? 'no port yet'}, pid ${pid ?? 'none yet'}, up ${uptimeSeconds} s, ${whose}`,
    `    data  ${data ?? 'in memory'}`,
    `    log   ${log}`,
    ...(passwordFile === null ? [] : [`    password in ${passwordFile}`]),
  ];
}
