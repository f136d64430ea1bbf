import { type Findings, shown } from '../workload/findings.ts';
import { FieldReader, type Fields, isUnset } from './executor-fields.ts';
import { type MigrationEngine, type MigrationPhase, migrationEngines } from './migration-phase.ts';

const members = ['phase', 'startTime', 'reads', 'shadow', 'writes', 'secondWrite'];

/** Reads the phases of `ext.patternbench.migration`, each a `MigrationPhaseOptions`; every problem is noted. */
export function readMigration(value: unknown, place: string, findings: Findings): readonly MigrationPhase[] | null {
  if (isUnset(value)) return null;
  const phases = findings.filledList(place, value).flatMap((member, k) => {
    const at = `${place}[${k}]`;
    const fields = findings.object(at, member);
    return fields === null ? [] : [readPhase(fields, at, findings)];
  });
  findings.unique(
    place,
    phases.map(({ name }) => name),
    'phase',
  );
  checkOrder(phases, place, findings);
  return phases;
}

function readPhase(fields: Fields, at: string, findings: Findings): MigrationPhase {
  findings.known(at, fields, members);
  const reader = new FieldReader(fields, at, findings);
  const { phase, secondWrite } = fields;
  findings.text(`${at}.phase`, phase, { is: /^[^\n\r\t]{1,60}$/, says: 'a name of up to 60 characters' });
  if (phase === 'warm-up')
    findings.add(`${at}.phase`, shown(phase), 'another name: what comes before the load has this one');
  if (!isUnset(secondWrite)) findings.oneOf(`${at}.secondWrite`, secondWrite, ['awaited', 'asynchronous']);
  return {
    name: String(phase),
    fromUs:
      1000 * reader.durationMs('startTime', { least: 0, fallback: 0, tooSmall: "the startTime can't be negative" }),
    dynamodbReads: readShares(fields.reads, `${at}.reads`, findings),
    shadowed: isUnset(fields.shadow) ? 0 : percent(`${at}.shadow`, fields.shadow, findings) / 100,
    writes: readWrites(fields.writes, `${at}.writes`, findings),
    secondWrite: secondWrite === 'asynchronous' ? 'asynchronous' : 'awaited',
  };
}

/** DynamoDB's share of `{ postgres: 90, dynamodb: 10 }`; an engine that is left out answers none. */
function readShares(value: unknown, at: string, findings: Findings): number {
  const fields = findings.object(at, value);
  if (fields === null) return 0;
  findings.known(at, fields, migrationEngines);
  const shares = migrationEngines.map((engine) =>
    isUnset(fields[engine]) ? 0 : percent(`${at}.${engine}`, fields[engine], findings),
  );
  const [postgres = 0, dynamodb = 0] = shares;
  if (Math.abs(postgres + dynamodb - 100) > 1e-9) {
    findings.add(at, `${postgres} and ${dynamodb} %`, 'percentages of postgres and dynamodb that add up to 100');
  }
  return dynamodb / 100;
}

function percent(at: string, value: unknown, findings: Findings): number {
  return findings.number(at, value, 0, 100) ? value : 0;
}

function readWrites(value: unknown, at: string, findings: Findings): MigrationPhase['writes'] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const known = given.filter((one): one is MigrationEngine => migrationEngines.some((engine) => engine === one));
  const [first, second] = known;
  if (known.length !== given.length || given.length > 2 || first === undefined || first === second) {
    findings.add(at, shown(value), "one or both of 'postgres' and 'dynamodb' in a list, in the order of the writes");
  }
  return second === undefined ? [first ?? 'postgres'] : [first ?? 'postgres', second];
}

function checkOrder(phases: readonly MigrationPhase[], place: string, findings: Findings): void {
  for (const [k, { fromUs }] of phases.entries()) {
    const at = `${place}[${k}].startTime`;
    const before = phases[k - 1];
    if (before === undefined && fromUs !== 0) findings.add(at, `${fromUs / 1e6}s`, '0s: the load begins in this phase');
    if (before !== undefined && !(fromUs > before.fromUs) && Number.isFinite(fromUs)) {
      findings.add(at, `${fromUs / 1e6}s`, `more than the ${before.fromUs / 1e6}s of the phase before`);
    }
  }
}
