import { type FindingRecord, severities } from '../runs/coverage-record.ts';
import type { Evidence } from './evidence/evidence.ts';
import { rules } from './rules/index.ts';

/** What the rules say of a design, the worst first. A rule without evidence says nothing. */
export function findingsOf(evidence: Evidence): readonly FindingRecord[] {
  return rules
    .flatMap((rule) => rule.find(evidence).map((found) => ({ rule: rule.id, title: rule.title, ...found })))
    .sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
}
