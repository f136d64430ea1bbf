import { shortHash } from '../dataset/hash.ts';
import type { Found, TargetName } from '../targets/target.ts';
import type { Problem } from '../workload/problem.ts';
import { type Manifest, parseManifest } from './manifest.ts';

/** What is to be done at one place so that the wanted dataset lies there. */
export type Step =
  | { readonly do: 'create' }
  /** Drop what is there, then create. */
  | { readonly do: 'replace' }
  | { readonly do: 'resume'; readonly manifest: Manifest }
  | { readonly do: 'nothing'; readonly manifest: Manifest }
  | { readonly do: 'refuse'; readonly problem: Problem };

/** Decides by what was found. Only what is ours is ever replaced, and only where `reset` asks for it or nothing is in it yet. */
export function decide(target: TargetName, found: Found, wanted: Manifest, reset: boolean): Step {
  switch (found.state) {
    case 'empty':
      return { do: 'create' };
    case 'foreign':
      return refuse(target, `${found.what.join(', ')}, which patternbench did not create`, elsewhere[target]);
    case 'ours':
      if (reset) return { do: 'replace' };
      return decideOurs(target, parseManifest(found.manifest), found.missing, wanted);
  }
}

const elsewhere: Readonly<Record<TargetName, string>> = {
  dynamodb: 'tables of that name to be absent: use another endpoint, or delete them yourself if nobody needs them',
  postgres: 'a schema of that name to be absent: use another database, or drop it yourself if nobody needs it',
};

const withReset = 'patternbench seed --reset drops it and loads anew';

function decideOurs(target: TargetName, there: Manifest | null, missing: readonly string[], wanted: Manifest): Step {
  if (there === null) return refuse(target, 'a dataset that another version of patternbench wrote', withReset);
  if (there.hash !== wanted.hash) {
    return refuse(target, thereIs(there), `${inWords(wanted)}; ${withReset}`);
  }
  if (there.layout !== wanted.layout) {
    const found = `${thereIs(there)}, laid down otherwise than the workload's layout now says`;
    return refuse(target, found, `the layout it was loaded with; ${withReset}`);
  }
  if (missing.length > 0) {
    if (Object.values(there.loaded).every((count) => count === 0)) return { do: 'replace' };
    return refuse(target, `${thereIs(there)}, without its table ${missing.join(', ')}`, `all its tables; ${withReset}`);
  }
  return { do: there.status === 'complete' ? 'nothing' : 'resume', manifest: there };
}

/** A dataset by what makes it: `dataset 9f3c21… (1,000 DAU, 3 days, random seed 1)`. */
export function inWords({ hash, dau, days, randomSeed }: Manifest): string {
  const number = (value: number): string => value.toLocaleString('en-US');
  const size = `${number(dau)} DAU, ${number(days)} ${days === 1 ? 'day' : 'days'}, random seed ${randomSeed}`;
  return `dataset ${shortHash(hash)} (${size})`;
}

/** What lies there of it. */
export function thereIs(manifest: Manifest): string {
  return manifest.status === 'loading' ? `a part of ${inWords(manifest)}` : inWords(manifest);
}

function refuse(target: TargetName, found: string, expected: string): Step {
  return { do: 'refuse', problem: { place: target, found, expected } };
}
