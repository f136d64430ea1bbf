import type { AnyEntity, World } from '../dataset/entity.ts';
import { datasetHash } from '../dataset/hash.ts';
import type { NumberedRecord, Store, TargetName } from '../targets/target.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { decide, type Step } from './decide.ts';
import { type Manifest, manifestText, newManifest } from './manifest.ts';
import { Pace } from './pace.ts';

export interface SeedOptions {
  /** Drops what patternbench loaded before, whatever it is. */
  readonly reset: boolean;
  readonly onProgress: (progress: SeedProgress) => void;
  /** Ends the load at the next step from which it can be resumed. */
  readonly signal: AbortSignal;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
}

export interface SeedProgress {
  readonly target: TargetName;
  /** An entity's name; `indexes` for what is done after the last record. */
  readonly doing: string;
  /** Records of all entities. */
  readonly done: number;
  readonly total: number;
  /** Over the last seconds. */
  readonly perSecond: number;
  /** `null` while nobody can know. */
  readonly leftSeconds: number | null;
}

/** What became of one engine. */
export interface Seeded {
  readonly target: TargetName;
  readonly state: 'loaded' | 'resumed' | 'present' | 'interrupted';
  readonly manifest: Manifest;
  /** Records loaded now, and how long it took. */
  readonly records: number;
  readonly seconds: number;
}

/** Between two reports of progress. */
const reportEveryMs = 100;

/**
 * Brings a dataset to each store: creates and loads it where nothing is, goes on where a load was interrupted, leaves
 * alone what is there and right. All stores are looked at before the first is changed.
 * @throws {BadInput} where something else is there, with how to go on; where the layout is not what the engine takes.
 * @throws {EnvironmentError} where an engine cannot be used.
 */
export async function seed(
  world: World,
  workload: Workload,
  stores: readonly Store[],
  options: SeedOptions,
): Promise<Seeded[]> {
  const hash = datasetHash(world, workload);
  const plans = await Promise.all(
    stores.map(async (store) => {
      const wanted = newManifest(world, workload, { hash, layout: store.layoutDigest(world) });
      return { store, wanted, step: decide(store.name, await store.find(), wanted, options.reset) };
    }),
  );
  const problems = plans.flatMap(({ step }) => (step.do === 'refuse' ? [step.problem] : []));
  if (problems.length > 0) throw new BadInput(problems);
  // All tables first: what an engine does not take of a layout is told before a long load of another one.
  const loads: Load[] = [];
  for (const { store, wanted, step } of plans) {
    if (step.do === 'replace') await store.drop();
    if (step.do === 'replace' || step.do === 'create') await store.create(manifestText(wanted));
    loads.push(new Load(world, workload, store, step, wanted, options));
  }
  const seeded: Seeded[] = [];
  for (const load of loads) seeded.push(await load.run());
  return seeded;
}

class Load {
  readonly #world: World;
  readonly #workload: Workload;
  readonly #store: Store;
  readonly #step: Step;
  readonly #wanted: Manifest;
  readonly #options: SeedOptions;
  readonly #pace = new Pace();
  #reportedMs = Number.NEGATIVE_INFINITY;

  constructor(world: World, workload: Workload, store: Store, step: Step, wanted: Manifest, options: SeedOptions) {
    this.#world = world;
    this.#workload = workload;
    this.#store = store;
    this.#step = step;
    this.#wanted = wanted;
    this.#options = options;
  }

  async run(): Promise<Seeded> {
    const [step, target] = [this.#step, this.#store.name];
    if (step.do === 'nothing') return { target, state: 'present', manifest: step.manifest, records: 0, seconds: 0 };
    const startMs = this.#options.clock();
    const before = step.do === 'resume' ? step.manifest : this.#wanted;
    const manifest = await this.#loadAll(before);
    return {
      target,
      state: manifest.status === 'loading' ? 'interrupted' : step.do === 'resume' ? 'resumed' : 'loaded',
      manifest,
      records: sum(manifest.loaded) - sum(before.loaded),
      seconds: (this.#options.clock() - startMs) / 1_000,
    };
  }

  async #loadAll(before: Manifest): Promise<Manifest> {
    let manifest = before;
    for (const [name, of] of Object.entries(this.#workload.entities)) {
      manifest = await this.#loadEntity(manifest, name, of);
      if (this.#options.signal.aborted) return manifest;
    }
    this.#report(manifest, 'indexes', 0);
    await this.#store.finish();
    const complete: Manifest = { ...manifest, status: 'complete' };
    await this.#store.keepManifest(manifestText(complete));
    return complete;
  }

  async #loadEntity(manifest: Manifest, entity: string, of: AnyEntity): Promise<Manifest> {
    const from = manifest.loaded[entity] ?? 0;
    const to = manifest.counts[entity] ?? 0;
    if (from >= to) return manifest;
    const at = (done: number): Manifest => ({ ...manifest, loaded: { ...manifest.loaded, [entity]: done } });
    const slice = { entity, from, to, record: (i: number) => this.#world.record(of, i) as NumberedRecord };
    const reached = await this.#store.load(slice, {
      onProgress: (done) => this.#report(manifest, entity, done - from),
      manifestAt: (done) => manifestText(at(done)),
      signal: this.#options.signal,
    });
    return at(reached);
  }

  #report(manifest: Manifest, doing: string, more: number): void {
    const nowMs = this.#options.clock();
    if (nowMs - this.#reportedMs < reportEveryMs) return;
    this.#reportedMs = nowMs;
    const done = sum(manifest.loaded) + more;
    const total = sum(manifest.counts);
    const perSecond = this.#pace.perSecond(nowMs, done);
    const leftSeconds = perSecond > 0 ? (total - done) / perSecond : null;
    this.#options.onProgress({ target: this.#store.name, doing, done, total, perSecond, leftSeconds });
  }
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
