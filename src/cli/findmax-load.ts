import type { Demands } from '../findmax/demands.ts';
import { type LoadShape, replayAt, shapeOf } from '../findmax/load-shape.ts';
import type { WindowOrder } from '../findmax/search.ts';
import type { MeasuredWindow } from '../findmax/target-search.ts';
import { trafficMix } from '../findmax/traffic-mix.ts';
import { Watch } from '../findmax/watch.ts';
import type { Replay, Stream } from '../replay/order.ts';
import { nearest } from '../workload/findings.ts';
import { BadInput, type Problem, quoted } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import type { SearchOptions } from './findmax-options.ts';
import { type LoadPlan, load } from './load.ts';
import { Reader } from './quantity.ts';
import { readCommon, readJobs } from './run-options.ts';
import { readScenario } from './scenario-options.ts';
import type { ReadyDataset } from './session.ts';
import type { OpenTarget } from './target-options.ts';
import type { Terminal } from './terminal.ts';

/** What is loaded at every rate. */
export interface SearchedLoad {
  readonly base: Omit<Replay, 'streams' | 'warmUpUs'>;
  readonly house: Pick<Stream, 'maxInFlight' | 'maxWaitUs'>;
  readonly scenario: LoadPlan['scenario'];
  readonly notes: readonly string[];
  /** The traffic's shares are those of a dataset's size, so the shape is known when that is. */
  readonly shape: (dau: number) => { readonly shape: LoadShape; readonly notes: readonly string[] };
  /** How daily active users follow from what was held. */
  readonly usersBy: 'together' | 'each';
}

/**
 * The load that the options ask for: a script's, patterns in turn, or the workload's whole traffic.
 * @throws {BadInput} with every problem of the options and the script.
 */
export async function readSearchedLoad(
  options: SearchOptions & { readonly scenario: string | undefined },
  workload: Workload,
  freeCores: number,
  dau: number,
): Promise<SearchedLoad> {
  const reader = new Reader();
  const { replay, house } = readCommon(options, reader, freeCores);
  const { warmUpUs: _, ...base } = replay;
  if (options.without !== undefined && (options.scenario !== undefined || options.patterns !== undefined)) {
    const expected = 'nothing beside a scenario or --patterns: it leaves patterns out of the whole traffic';
    reader.problems.push({ place: '--without', found: quoted(options.without), expected });
  }
  if (options.scenario !== undefined) {
    return await ofScript(options.scenario, options, reader, workload, base, house, freeCores, dau);
  }
  const jobs = options.patterns === undefined ? [] : readJobs(options.patterns, workload, reader.problems);
  const without = options.without === undefined ? [] : leftOut(options.without, workload, reader.problems);
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  const common = { base, house, notes: [] };
  if (jobs.length > 0) {
    const shape = { parts: [{ name: 'ad hoc', jobs, ...house, share: 1 }] };
    const scenario = { name: 'ad hoc', kind: 'ad hoc', load: `${jobs.join(', ')} in turn` } as const;
    return { ...common, scenario, shape: () => ({ shape, notes: [] }), usersBy: 'each' };
  }
  const apart = without.length === 0 ? '' : ` without ${without.join(', ')}`;
  const scenario = { name: 'traffic', kind: 'ad hoc', load: `all patterns by their traffic${apart}` } as const;
  return { ...common, scenario, shape: (dau) => traffic(workload, dau, without, house), usersBy: 'together' };
}

function traffic(
  workload: Workload,
  dau: number,
  without: readonly string[],
  house: SearchedLoad['house'],
): ReturnType<SearchedLoad['shape']> {
  const { patterns, weights, tooRare } = trafficMix(workload, dau, without);
  if (patterns.length === 0) {
    const expected = 'patterns with traffic; --patterns loads any in turn';
    throw new BadInput([{ place: 'the workload', found: 'no traffic', expected }]);
  }
  const shape = { parts: [{ name: 'traffic', jobs: patterns, weights, ...house, share: 1 }] };
  const rare = `Not loaded, as they are less than one operation in 20,000 of the traffic: ${tooRare.join(', ')}.`;
  return { shape, notes: tooRare.length === 0 ? [] : [rare] };
}

async function ofScript(
  name: string,
  options: SearchOptions,
  reader: Reader,
  workload: Workload,
  base: SearchedLoad['base'],
  house: SearchedLoad['house'],
  freeCores: number,
  dau: number,
): Promise<SearchedLoad> {
  const read = await readScenario(name, options, workload, freeCores, dau).catch((error: unknown) => {
    // Its common options were read before, so their problems are known.
    if (!(error instanceof BadInput)) throw error;
    const known = new Set(reader.problems.map(({ place }) => place));
    throw new BadInput([...reader.problems, ...error.problems.filter(({ place }) => !known.has(place))]);
  });
  if (read.replay.migration !== undefined) {
    const expected = 'a load that stays on one engine: a highest rate is one of a target';
    reader.problems.push({ place: 'scenario', found: `${quoted(name)}, a migration`, expected });
  }
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  const { scriptFile, script, scriptEnv, leftOut: skipped } = read.replay;
  const { shape, perSecond, leftOut: idle } = shapeOf(read.replay.streams, house);
  const notes = [
    ...read.notes,
    `The script's streams as they are at its busiest moment, ${Number(perSecond.toPrecision(4))}/s in all; --max-in-flight and --max-wait are taken in place of its own.`,
    ...(idle.length === 0 ? [] : [`At that moment these do not run: ${idle.join(', ')}.`]),
  ];
  return {
    base: {
      ...base,
      scriptFile,
      ...(skipped === undefined ? {} : { leftOut: skipped }),
      ...(script === undefined ? {} : { script }),
      ...(scriptEnv === undefined ? {} : { scriptEnv }),
    },
    house,
    scenario: { ...read.scenario, load: 'its streams at their busiest moment, scaled' },
    notes,
    shape: () => ({ shape, notes: [] }),
    usersBy: 'each',
  };
}

/** Patterns only: what is left out of the traffic, which has no flows. */
function leftOut(text: string, workload: Workload, problems: Problem[]): string[] {
  const known = workload.patterns.map(({ id }) => id);
  return text.split(',').flatMap((part) => {
    const wanted = part.trim();
    const found = known.filter((id) => id === wanted || id.startsWith(`${wanted}.`));
    if (found.length === 0) {
      const expected = nearest(wanted, known) ?? `some of ${known.join(', ')}`;
      problems.push({ place: '--without', found: quoted(wanted), expected });
    }
    return found;
  });
}

/** Puts the load of one window on a target, and gives it up where nothing more can be learnt. */
export async function measureWindow(
  order: WindowOrder,
  plan: Omit<LoadPlan, 'replay'> & { readonly base: SearchedLoad['base']; readonly shape: LoadShape },
  demands: Demands,
  dataset: ReadyDataset,
  target: OpenTarget,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<MeasuredWindow> {
  const watch = new Watch(order, demands.limits);
  const { base, shape, ...rest } = plan;
  const { record, failure, folder } = await load(
    {
      ...rest,
      replay: replayAt(base, shape, order),
      onSecond: ({ second }, tally) => watch.second(second, tally),
      explains: false,
    },
    dataset,
    [target],
    AbortSignal.any([signal, watch.signal]),
    terminal,
  );
  return { record, points: watch.points, givenUp: watch.givenUp, waits: watch.waits(), folder, failure };
}
