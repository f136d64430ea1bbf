import { saturation } from '../measure/saturation.ts';
import type { GeneratorRecord, TargetRecord } from '../runs/run-record.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import { patternRecord } from './pattern-record.ts';
import { histogramsFile, secondsFile } from './run-log.ts';
import type { TargetTally } from './target-tally.ts';

/** What is known of a target before it is loaded. */
export interface TargetFacts {
  readonly name: string;
  readonly provenance: string;
  readonly latencyIs: TargetRecord['latencyIs'];
  readonly unitsAre: TargetRecord['unitsAre'];
  readonly where: string;
  readonly client: string;
  readonly pristine: boolean | null;
  readonly notes: readonly string[];
}

/** What a run says of one target, at any moment of the load. */
export function targetRecord(
  facts: TargetFacts,
  patterns: readonly AnyPattern[],
  workers: number,
  tally: TargetTally,
): TargetRecord {
  const { pristine, ...rest } = facts;
  return {
    ...rest,
    ...(pristine === null ? {} : { pristine }),
    generator: generatorRecord(tally, workers),
    patterns: patterns.map((pattern) => patternRecord(pattern, tally)),
    files: { histograms: histogramsFile(facts.name), seconds: secondsFile(facts.name) },
  };
}

function generatorRecord(tally: TargetTally, workers: number): GeneratorRecord {
  const state = tally.generator;
  if (state === null) return { cpuRatio: null, lagP99Ms: null, workers };
  const signs = saturation(state);
  return {
    cpuRatio: rounded(state.cpuRatio),
    lagP99Ms: state.lagP99Ms,
    eventLoopRatio: rounded(state.loopRatio),
    workers,
    saturated: signs.length > 0,
    ...(signs.length > 0 ? { why: signs.map(({ reason, advice }) => `${reason}; ${advice}`).join('. ') } : {}),
  };
}

function rounded(ratio: number): number {
  return Math.round(ratio * 1000) / 1000;
}
