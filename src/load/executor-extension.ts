import { type Findings, shown } from '../workload/findings.ts';
import { FieldReader, type Fields, isUnset } from './executor-fields.ts';
import type { HouseRules } from './executor-options.ts';
import type { MigrationPhase } from './migration-phase.ts';
import { readMigration } from './read-migration.ts';

/** `options.ext.patternbench`: what k6 has no word for. k6 itself ignores all of `ext`. */
export interface Extension {
  /** For every scenario with arrivals. */
  readonly rules: HouseRules;
  /** For one of them. */
  readonly scenarios: Readonly<Record<string, HouseRules>>;
  readonly warmUpMs: number;
  /** `null`: the engine's own, or what the command line says. */
  readonly operationTimeoutMs: number | null;
  /** `null` where the load is no migration's. */
  readonly migration: readonly MigrationPhase[] | null;
  readonly leaveOut: LeftOut;
}

/** Patterns that are not sent to a target, each with its reason. */
export type LeftOut = Readonly<Record<string, Readonly<Record<string, string>>>>;

const ofScenario = ['arrivals', 'seed', 'maxInFlight', 'maxWait'];

/**
 * Reads `ext: { patternbench: { arrivals: 'poisson', seed: 7, maxInFlight: 200, maxWait: '5s', warmUp: '30s',
 * operationTimeout: '1m', scenarios: { name: { … } }, leaveOut: { dynamodb: { '02': 'why' } }, migration: [ … ] } }`;
 * everything may be left out.
 * Other tools' members of `ext` are theirs.
 */
export function readExtension(ext: unknown, place: string, findings: Findings): Extension {
  const nothing = { rules: {}, scenarios: {}, warmUpMs: 0, operationTimeoutMs: null, leaveOut: {}, migration: null };
  const ours = isUnset(ext) ? undefined : findings.object(place, ext)?.patternbench;
  if (isUnset(ours)) return nothing;
  const at = `${place}.patternbench`;
  const fields = findings.object(at, ours);
  if (fields === null) return nothing;
  findings.known(at, fields, [...ofScenario, 'warmUp', 'operationTimeout', 'scenarios', 'leaveOut', 'migration']);
  const reader = new FieldReader(fields, at, findings);
  const warmUpMs = reader.durationMs('warmUp', { least: 0, fallback: 0, tooSmall: "a warm-up can't be negative" });
  const operationTimeoutMs = isUnset(fields.operationTimeout)
    ? null
    : reader.durationMs('operationTimeout', { least: 1, tooSmall: 'the operation timeout must be more than 0' });
  const scenarios: Record<string, HouseRules> = {};
  const given = isUnset(fields.scenarios) ? {} : (findings.object(`${at}.scenarios`, fields.scenarios) ?? {});
  for (const [name, value] of Object.entries(given)) {
    const of = findings.object(`${at}.scenarios.${name}`, value) ?? {};
    findings.known(`${at}.scenarios.${name}`, of, ofScenario);
    scenarios[name] = readRules(of, `${at}.scenarios.${name}`, findings);
  }
  return {
    rules: readRules(fields, at, findings),
    scenarios,
    warmUpMs,
    operationTimeoutMs,
    leaveOut: readLeftOut(fields.leaveOut, `${at}.leaveOut`, findings),
    migration: readMigration(fields.migration, `${at}.migration`, findings),
  };
}

function readLeftOut(value: unknown, at: string, findings: Findings): LeftOut {
  const leftOut: Record<string, Record<string, string>> = {};
  if (isUnset(value)) return leftOut;
  for (const [target, patterns] of Object.entries(findings.object(at, value) ?? {})) {
    const reasons: Record<string, string> = {};
    for (const [pattern, reason] of Object.entries(findings.object(`${at}.${target}`, patterns) ?? {})) {
      if (findings.text(`${at}.${target}.${pattern}`, reason)) reasons[pattern] = reason;
    }
    leftOut[target] = reasons;
  }
  return leftOut;
}

function readRules(fields: Fields, at: string, findings: Findings): HouseRules {
  const reader = new FieldReader(fields, at, findings);
  const { arrivals } = fields;
  if (!isUnset(arrivals) && arrivals !== 'even' && arrivals !== 'poisson') {
    findings.add(`${at}.arrivals`, shown(arrivals), 'even or poisson');
  }
  return {
    ...(arrivals === 'even' || arrivals === 'poisson' ? { arrivals } : {}),
    ...(isUnset(fields.seed)
      ? {}
      : { randomSeed: reader.whole('seed', { least: 0, tooSmall: "a seed can't be negative" }) }),
    ...(isUnset(fields.maxInFlight)
      ? {}
      : { maxInFlight: reader.whole('maxInFlight', { least: 1, tooSmall: 'with none nothing could start' }) }),
    ...(isUnset(fields.maxWait)
      ? {}
      : { maxWaitMs: reader.durationMs('maxWait', { least: 0, tooSmall: "a wait can't be negative" }) }),
  };
}
