import type { World } from '../dataset/entity.ts';
import type { Workload } from '../workload/workload.ts';

const format = 'patternbench/dataset@1';

/** What a dataset says of itself, kept beside it on each engine. */
export interface Manifest {
  readonly format: typeof format;
  readonly workload: string;
  readonly randomSeed: number;
  readonly dau: number;
  readonly days: number;
  /** Epoch milliseconds. */
  readonly asOfMs: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
  /** Digest of how the records are laid down on this engine. */
  readonly layout: string;
  readonly status: 'loading' | 'complete';
  /** Records by entity: how many there are to be, and the first ones of them that are there. */
  readonly counts: Readonly<Record<string, number>>;
  readonly loaded: Readonly<Record<string, number>>;
  /** Operations that runs have used up: the next run's fresh records begin there. */
  readonly written: number;
  /** Ids of the runs that wrote to it, oldest first, the last hundred of them; none where it is pristine. */
  readonly runs: readonly string[];
  /** The last run that wrote to one engine and not to the other, by intent; left out where none did. */
  readonly apart?: string;
}

/** The manifest of a dataset of which nothing is there yet. */
export function newManifest(
  world: World,
  workload: Workload,
  digests: { readonly hash: string; readonly layout: string },
): Manifest {
  const entities = Object.entries(workload.entities);
  return {
    format,
    workload: workload.name,
    randomSeed: world.randomSeed,
    dau: world.size.dau,
    days: world.size.days,
    asOfMs: world.asOfMs,
    ...digests,
    status: 'loading',
    counts: Object.fromEntries(entities.map(([name, of]) => [name, world.count(of)])),
    loaded: Object.fromEntries(entities.map(([name]) => [name, 0])),
    written: 0,
    runs: [],
  };
}

export const isPristine = ({ runs }: Manifest): boolean => runs.length === 0;

export function manifestText(manifest: Manifest): string {
  return JSON.stringify(manifest);
}

/** `null` where the text is no manifest that this version knows. */
export function parseManifest(text: string): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isManifest(value) ? value : null;
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== format) return false;
  const { workload, hash, layout, status, counts, loaded, runs, ...rest } = value as Partial<Manifest>;
  return (
    [workload, hash, layout].every((text) => typeof text === 'string') &&
    [rest.randomSeed, rest.dau, rest.days, rest.asOfMs, rest.written].every((number) => Number.isFinite(number)) &&
    (status === 'loading' || status === 'complete') &&
    isCounts(counts) &&
    isCounts(loaded) &&
    Array.isArray(runs)
  );
}

function isCounts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((count) => Number.isInteger(count));
}
