import { shortHash } from '../dataset/hash.ts';
import { isPristine } from '../seeding/manifest.ts';
import type { Seeded } from '../seeding/seed.ts';
import type { Verified } from '../seeding/verify.ts';
import type { Workload } from '../workload/workload.ts';
import { grouped } from './seed-progress.ts';
import type { OpenTarget } from './target-options.ts';

/** What became of one engine, with where its data are. */
export interface Told {
  readonly seeded: Seeded;
  readonly verified: Verified | null;
  readonly target: OpenTarget;
}

/** What a person is told after a load. */
export function asText(workload: Workload, told: readonly Told[]): string {
  const manifest = told[0]?.seeded.manifest;
  if (manifest === undefined) return '';
  const { hash, dau, days, randomSeed } = manifest;
  const size = `${grouped(dau)} DAU, ${grouped(days)} ${days === 1 ? 'day' : 'days'}, random seed ${randomSeed}`;
  return [`${workload.title}: dataset ${shortHash(hash)}, ${size}`, ...told.flatMap(lines)].join('\n');
}

function lines({ seeded, verified, target }: Told): string[] {
  const { provenance, where } = target.engine;
  return [
    `${seeded.target} (${provenance}): ${became(seeded)} ${where}`,
    ...(verified === null ? [] : compared(verified)),
  ];
}

function became({ state, records, seconds, manifest }: Seeded): string {
  const runs = manifest.runs.length;
  const loaded = `${grouped(records)} records in ${seconds.toFixed(1)} s, ${grouped(records / Math.max(seconds, 0.001))}/s.`;
  switch (state) {
    case 'loaded':
      return `loaded ${loaded}`;
    case 'resumed':
      return `went on where it was interrupted: ${loaded}`;
    case 'interrupted':
      return `interrupted after ${loaded}`;
    case 'present':
      return runs === 0
        ? 'is there and as it was loaded.'
        : `is there; ${runs} ${runs === 1 ? 'run has' : 'runs have'} written to it, --reset makes it pristine.`;
  }
}

function compared({ counts, entities, written, holds }: Verified): string[] {
  const wrong = [
    ...counts
      .filter((count) => !count.holds)
      .map(({ table, count, expected }) => `${table} holds ${grouped(count)} records, not ${grouped(expected)}`),
    ...entities.flatMap(({ first, different, compared }) =>
      first === null ? [] : [`${first}; ${grouped(different)} of ${grouped(compared)} records read back differ`],
    ),
    ...written.flatMap(({ first, different, found }) =>
      first === null ? [] : [`${first}; ${grouped(different)} of ${grouped(found)} records that runs wrote differ`],
    ),
  ];
  const records = entities.reduce((sum, entity) => sum + entity.compared, 0);
  const held = `  verified: ${counts.length} ${counts.length === 1 ? 'table' : 'tables'} counted, ${grouped(records)} records read back and compared.`;
  const added = written.reduce((sum, { found }) => sum + found, 0);
  const runs = written.length === 0 ? '' : ` Of what runs wrote ${grouped(added)} records too.`;
  return holds ? [held + runs] : wrong.map((line) => `  wrong: ${line}`);
}

/** The same for a script. */
export function asJson(told: readonly Told[]): string {
  const first = told[0]?.seeded.manifest;
  const result = {
    dataset: first && {
      workload: first.workload,
      randomSeed: first.randomSeed,
      dau: first.dau,
      days: first.days,
      hash: first.hash,
      counts: first.counts,
    },
    targets: told.map(({ seeded: { target, state, records, seconds, manifest }, verified, target: { engine } }) => ({
      target,
      provenance: engine.provenance,
      where: engine.where,
      state,
      records,
      seconds,
      pristine: isPristine(manifest),
      runs: manifest.runs,
      verified,
    })),
  };
  return JSON.stringify(result, null, 2);
}
