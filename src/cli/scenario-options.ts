import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LeftOut } from '../load/executor-extension.ts';
import { divergences, unreachedPhases } from '../replay/migration-target.ts';
import { readScript } from '../replay/script.ts';
import { environmentOf } from '../replay/script-environment.ts';
import { orderOf } from '../replay/script-order.ts';
import { nearest } from '../workload/findings.ts';
import { BadInput, type Problem, quoted } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import type { LoadPlan } from './load.ts';
import { Reader } from './quantity.ts';
import { type LoadOptions, readCommon } from './run-options.ts';

/** What only shapes an ad-hoc load: a script says it itself. */
const adHocOnly = ['patterns', 'rate', 'vus', 'duration'] as const;

/**
 * The load of a scenario script at this DAU: a file, or the name of one beside the workload.
 * @throws {BadInput} with every problem of the options and the script.
 */
export async function readScenario(
  name: string,
  options: LoadOptions,
  workload: Workload,
  freeCores: number,
  dau: number,
): Promise<Pick<LoadPlan, 'replay' | 'scenario' | 'notes' | 'script'>> {
  const reader = new Reader();
  for (const option of adHocOnly) {
    if (options[option] === undefined) continue;
    reader.problems.push({
      place: `--${option}`,
      found: quoted(options[option]),
      expected: `nothing beside the scenario ${name}`,
    });
  }
  const { replay } = readCommon(options, reader, freeCores);
  const file = scenarioFile(name, workload);
  if (typeof file !== 'string') throw new BadInput([...reader.problems, file]);
  const scriptEnv = readEnvironment(options.env, reader);
  const script = await readScript(file, environmentOf({ scriptEnv }), { workload, dau }).catch((error: unknown) => {
    if (error instanceof BadInput) throw new BadInput([...reader.problems, ...error.problems]);
    throw error;
  });
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  const warmUpUs = Math.max(replay.warmUpUs, script.options.warmUpMs * 1000);
  const { migration, operationTimeoutMs } = script.options;
  const order = orderOf(script, workload, file);
  const whole = {
    ...replay,
    warmUpUs,
    // What was typed counts before what the script says.
    ...(operationTimeoutMs === null || options.operationTimeout !== undefined ? {} : { operationTimeoutMs }),
    scriptFile: file,
    scriptEnv,
    ...order,
    leftOut: script.options.leaveOut,
    ...(migration === null ? {} : { migration }),
  };
  const unreached = unreachedPhases(whole, file);
  if (unreached.length > 0) throw new BadInput(unreached);
  return {
    replay: whole,
    script: { thresholds: script.thresholds, options: script.given },
    scenario: { name: basename(name, extname(name)), kind: 'script' },
    notes: [...script.warnings, ...leftOutNotes(script.options.leaveOut), ...divergences(migration ?? [])],
  };
}

/** A sentence for each reason why something is not sent to a target. */
function leftOutNotes(leaveOut: LeftOut): string[] {
  return Object.entries(leaveOut).flatMap(([target, reasons]) => {
    const byReason = new Map<string, string[]>();
    for (const [pattern, reason] of Object.entries(reasons)) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), pattern].sort());
    }
    return [...byReason].map(
      ([reason, patterns]) => `NOT REPLAYED on ${target}, and so unproven there: ${patterns.join(', ')}. ${reason}`,
    );
  });
}

/** `-e NAME=VALUE`, which may be repeated. */
function readEnvironment(given: LoadOptions['env'], reader: Reader): Record<string, string> {
  const pairs = (given ?? []).map((text) => /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text));
  for (const [at, pair] of pairs.entries()) {
    if (pair !== null) continue;
    reader.problems.push({ place: '-e', found: quoted(given?.[at]), expected: 'NAME=VALUE' });
  }
  return Object.fromEntries(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1], pair[2]]])));
}

const endings = ['', '.ts', '.js', '.mts', '.mjs'];

function scenarioFile(name: string, workload: Workload): string | Problem {
  const beside = workload.scenarios === null ? null : fileURLToPath(workload.scenarios);
  const places = [name, ...(beside === null ? [] : endings.map((ending) => `${beside}/${name}${ending}`))];
  const found = places.find((path) => existsSync(path) && extname(path) !== '');
  if (found !== undefined) return found;
  const known = beside === null ? [] : scenarioNames(beside);
  const expected =
    nearest(name, known) ??
    (known.length === 0 ? 'the file of a scenario script' : `a file, or one of ${known.join(', ')}`);
  return { place: 'scenario', found: quoted(name), expected };
}

/** The scripts of a folder: the files there that export options. */
export function scenarioNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'))
    .filter((file) => readFileSync(`${folder}/${file}`, 'utf8').includes('export const options'))
    .map((file) => basename(file, extname(file)));
}
