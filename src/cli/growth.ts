import { growthTable } from '../../reports/growth-table.ts';
import { growthOf, type MeasuredSize } from '../coverage/growth.ts';
import type { MeasuredOperation } from '../coverage/measured-operation.ts';
import { tooSlowAt } from '../coverage/too-slow.ts';
import { datasetHash } from '../dataset/hash.ts';
import { SeededWorld } from '../dataset/world.ts';
import { seed } from '../seeding/seed.ts';
import type { Store } from '../targets/target.ts';
import { openStore } from '../targets/targets.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import { checkOn } from './check-on.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { consoleOptions } from './load.ts';
import type { ReadyDataset } from './session.ts';
import { type OpenTarget, openTargets, type TargetChoice } from './target-options.ts';
import type { Terminal } from './terminal.ts';

export interface GrowthOrder {
  readonly choice: TargetChoice;
  /** DAU, from the smallest to the largest. */
  readonly sizes: readonly number[];
  readonly days: number;
  readonly randomSeed: number;
  readonly drawn: number;
  /** What the drawn parameters of a pattern may take on a target. */
  readonly budgetMs: number;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Loads each size in turn on engines of its own, which nothing else uses, asks every pattern there, and fits the growth. */
export async function growth(order: GrowthOrder, workload: Workload, terminal: Terminal): Promise<ExitCode> {
  const { sizes, json, quiet } = order;
  const say = quiet ? () => {} : terminal.say;
  const open = await openTargets(order.choice, workload, terminal, { keep: false, quiet });
  const signal = AbortSignal.any([terminal.stop, open.died]);
  const stores: Store[] = [];
  const measured: MeasuredSize[] = [];
  const leftOut = new Map<string, string>();
  try {
    for (const { place } of open.targets) stores.push(await openStore(place, workload));
    const measure = async (dau: number, asks: (target: OpenTarget) => readonly AnyPattern[]): Promise<void> => {
      say(`${dau} DAU: loading ${order.days} days of history`);
      const dataset = await loaded(dau, order, workload, stores, signal);
      const operations: MeasuredOperation[] = [];
      for (const [place, target] of open.targets.entries()) {
        const [store, patterns] = [stores[place], asks(target).map(withoutEdges)];
        if (store === undefined || patterns.length === 0) continue;
        say(`${dau} DAU: asking ${patterns.length} patterns of ${target.engine.provenance}`);
        const own = { ...dataset, stores: [store] };
        operations.push(...(await ask(order, { ...workload, patterns }, own, target, signal, terminal)));
      }
      if (signal.aborted) throw signal.reason;
      measured.push({ dau, operations });
    };
    for (const [at, dau] of sizes.entries()) {
      const beganMs = performance.now();
      await measure(dau, (target) => patternsAt(dau, workload.patterns, target, measured, leftOut));
      say(took(dau, performance.now() - beganMs, sizes.slice(at + 1)));
    }
    const once = (target: OpenTarget) => askedOnce(workload.patterns, target, measured);
    const smaller = Math.floor((sizes[0] ?? 0) / 2);
    if (smaller > 0 && open.targets.some((target) => once(target).length > 0)) {
      say(`${smaller} DAU: what took too long at larger sizes is asked at a second size`);
      await measure(smaller, once);
    }
    terminal.status('');
    const found = growthOf(
      workload.patterns,
      measured,
      (pattern, target) => leftOut.get(`${target} ${pattern}`) ?? null,
    );
    terminal.print(
      json ? JSON.stringify({ sizes, patterns: found }, null, 1) : growthTable(found, consoleOptions(terminal)),
    );
    return exitCodes.done;
  } catch (error) {
    if (open.died.aborted) throw open.died.reason;
    if (!terminal.stop.aborted) throw error;
    return exitCodes.interrupted;
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await open.stop();
  }
}

async function loaded(
  dau: number,
  { days, randomSeed }: GrowthOrder,
  workload: Workload,
  stores: readonly Store[],
  signal: AbortSignal,
): Promise<ReadyDataset> {
  const world = new SeededWorld(randomSeed, { dau, days }, workload.asOfMs);
  const clock = (): number => performance.now();
  await seed(world, workload, stores, { reset: true, onProgress: () => {}, signal, clock });
  if (signal.aborted) throw signal.reason;
  return { world, hash: datasetHash(world, workload), pristine: true, written: 0, apart: null, stores };
}

async function ask(
  { drawn, budgetMs, quiet }: GrowthOrder,
  workload: Workload,
  dataset: ReadyDataset,
  target: OpenTarget,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<readonly MeasuredOperation[]> {
  const say = quiet ? () => {} : (line: string) => terminal.status(line);
  const order = {
    workload,
    dataset,
    targets: [target],
    drawn,
    budgetMs,
    askedAtLeast: 1,
    signal,
    say,
  };
  const { answers } = await checkOn(order);
  return answers.flatMap(({ operations }) => operations);
}

/** Edges are in no mean. */
function withoutEdges({ edges: _, ...pattern }: AnyPattern): AnyPattern {
  return pattern;
}

/** The patterns that a target is asked at a size; what would take too long there by the sizes before is left out, and noted. */
function patternsAt(
  dau: number,
  patterns: readonly AnyPattern[],
  { place: { kind } }: OpenTarget,
  measured: readonly MeasuredSize[],
  leftOut: Map<string, string>,
): readonly AnyPattern[] {
  return patterns.filter(({ id }) => {
    const why = tooSlowAt(dau, id, kind, measured);
    if (why !== null) leftOut.set(`${kind} ${id}`, leftOut.get(`${kind} ${id}`) ?? why);
    return why === null;
  });
}

/** Patterns that a target answered at one size alone: no growth follows from that. */
function askedOnce(
  patterns: readonly AnyPattern[],
  { place: { kind } }: OpenTarget,
  measured: readonly MeasuredSize[],
): readonly AnyPattern[] {
  return patterns.filter(({ id }) => {
    const of = ({ operations }: MeasuredSize): boolean =>
      operations.some((one) => one.pattern === id && one.target === kind && one.answered);
    return measured.filter(of).length === 1;
  });
}

/** Loading grows with the users, and asking with what is scanned: the rest takes at least its share. */
function took(dau: number, ms: number, left: readonly number[]): string {
  const minutes = (value: number): string => `${(value / 60_000).toFixed(1)} min`;
  const rest = left.reduce((sum, size) => sum + (ms * size) / dau, 0);
  const ahead =
    left.length === 0 ? '' : `; ${left.join(' and ')} DAU take about ${minutes(rest)}, by the number of users`;
  return `${dau} DAU took ${minutes(ms)}${ahead}`;
}
