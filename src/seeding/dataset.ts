import { datasetHash } from '../dataset/hash.ts';
import type { Size } from '../dataset/size.ts';
import { SeededWorld } from '../dataset/world.ts';
import type { Store, TargetName } from '../targets/target.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { inWords, thereIs } from './decide.ts';
import { isPristine, type Manifest, manifestText, parseManifest } from './manifest.ts';

/** The one dataset that all stores hold, whole. */
export interface Dataset {
  readonly world: SeededWorld;
  /** 64 hexadecimal digits. */
  readonly hash: string;
  /** No run has written to it, on any store. */
  readonly pristine: boolean;
  /** Operations that runs have used up: the larger of what the stores say. */
  readonly written: number;
  readonly manifests: Readonly<Partial<Record<TargetName, Manifest>>>;
  /** The run since which the stores are not equal any more; `null` where they are. */
  readonly apart: string | null;
}

/** What a person asked for; what is left out may be anything. */
export type Wanted = Partial<Size> & { readonly randomSeed?: number };

interface There {
  readonly store: Store;
  readonly manifest: Manifest;
}

const load = '`patternbench seed` loads it';
const reload = '`patternbench seed --reset` loads it anew';

/**
 * The dataset that `seed` left in the stores.
 * @throws {BadInput} where one has none, half of one or another one than the others, with how to go on.
 */
export async function findDataset(workload: Workload, stores: readonly Store[], wanted: Wanted = {}): Promise<Dataset> {
  const problems: Problem[] = [];
  const there: There[] = [];
  for (const store of stores) {
    const found = await manifestIn(store);
    if ('found' in found) problems.push(found);
    else there.push({ store, manifest: found });
  }
  for (const one of there) problems.push(...unlike(one.store.name, one.manifest, wanted, there[0]));
  const first = there[0]?.manifest;
  if (problems.length > 0 || first === undefined) throw new BadInput(problems);
  const world = new SeededWorld(first.randomSeed, { dau: first.dau, days: first.days }, first.asOfMs);
  const moved = there.filter(({ store, manifest }) => store.layoutDigest(world) !== manifest.layout);
  if (moved.length > 0) throw new BadInput(moved.map(({ store, manifest }) => changedLayout(store.name, manifest)));
  const hash = datasetHash(world, workload);
  if (hash !== first.hash) {
    const expected = `${inWords({ ...first, hash })}, as the workload's entities now make it; ${reload}`;
    throw new BadInput(there.map(({ store, manifest }) => ({ place: store.name, found: inWords(manifest), expected })));
  }
  return {
    world,
    hash,
    pristine: there.every(({ manifest }) => isPristine(manifest)),
    written: Math.max(...there.map(({ manifest }) => manifest.written)),
    manifests: Object.fromEntries(there.map(({ store, manifest }) => [store.name, manifest])),
    apart: there.find(({ manifest }) => manifest.apart !== undefined)?.manifest.apart ?? null,
  };
}

/** How many ids of runs are kept. */
const mostRuns = 100;

/**
 * Sets aside operation numbers for a run that writes, the same ones on every store, and notes that it did: from then
 * on the dataset is not pristine.
 * `apart`: the run writes to one store what it does not write to the other.
 * @returns the first of `count` numbers that no run has had.
 */
export async function reserveOperations(
  stores: readonly Store[],
  count: number,
  run: string,
  apart = false,
): Promise<number> {
  const there = await manifestsIn(stores);
  const first = firstUnused(there);
  for (const { store, manifest } of there) {
    const runs = [...manifest.runs, run].slice(-mostRuns);
    await store.keepManifest(
      manifestText({ ...manifest, written: first + count, runs, ...(apart ? { apart: run } : {}) }),
    );
  }
  return first;
}

/** The first operation number that no run has had, for what is not there to stay. */
export async function unusedOperation(stores: readonly Store[]): Promise<number> {
  return firstUnused(await manifestsIn(stores));
}

function firstUnused(there: readonly There[]): number {
  return Math.max(0, ...there.map(({ manifest }) => manifest.written));
}

async function manifestsIn(stores: readonly Store[]): Promise<There[]> {
  const there: There[] = [];
  for (const store of stores) {
    const manifest = await manifestIn(store);
    if ('found' in manifest) throw new BadInput([manifest]);
    there.push({ store, manifest });
  }
  return there;
}

async function manifestIn(store: Store): Promise<Manifest | Problem> {
  const found = await store.find();
  const problem = (what: string, expected: string): Problem => ({ place: store.name, found: what, expected });
  if (found.state === 'empty') return problem('no dataset', `the workload's dataset; ${load}`);
  if (found.state === 'foreign') {
    return problem(`${found.what.join(', ')}, which patternbench did not create`, "the workload's dataset");
  }
  const manifest = parseManifest(found.manifest);
  if (manifest === null) return problem('a dataset that another version of patternbench wrote', reload);
  if (manifest.status === 'loading') return problem(thereIs(manifest), `the whole of it; ${load}`);
  if (found.missing.length > 0) return problem(`no table ${found.missing.join(', ')}`, `all tables; ${reload}`);
  return manifest;
}

function unlike(target: TargetName, manifest: Manifest, wanted: Wanted, first: There | undefined): Problem[] {
  const problems: Problem[] = [];
  for (const name of ['dau', 'days', 'randomSeed'] as const) {
    const asked = wanted[name];
    if (asked === undefined || asked === manifest[name]) continue;
    const option = name === 'randomSeed' ? '--random-seed' : `--${name}`;
    problems.push({
      place: target,
      found: inWords(manifest),
      expected: `${option} ${asked}; \`patternbench seed ${option} ${asked} --reset\` loads that`,
    });
  }
  if (problems.length === 0 && first !== undefined && manifest.hash !== first.manifest.hash) {
    const expected = `${inWords(first.manifest)} as ${first.store.name} has it; ${reload}`;
    problems.push({ place: target, found: inWords(manifest), expected });
  }
  return problems;
}

function changedLayout(target: TargetName, manifest: Manifest): Problem {
  return {
    place: target,
    found: `${inWords(manifest)}, laid down otherwise than the workload's layout now says`,
    expected: `the layout it was loaded with; ${reload}`,
  };
}
