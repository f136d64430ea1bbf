import type { Tables } from '../coverage/measured-requests.ts';
import { unitsArithmetic } from '../coverage/units-arithmetic.ts';
import type { FindingRecord } from '../runs/coverage-record.ts';
import type { ExplainedTarget, Explanation } from '../runs/explanation.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Checked } from './check.ts';

/**
 * Of a check of this pattern alone, by its first operation. `provenances`: of the targets, by name. Findings are those about
 * the pattern, and about an index that it reads.
 */
export function explanationOf(
  pattern: AnyPattern,
  { patterns: [checked], answers: [answers], coverage }: Checked,
  tables: Tables,
  provenances: Readonly<Record<string, string>>,
  findings: readonly FindingRecord[],
): Explanation | null {
  const question = answers?.questions[0];
  if (checked === undefined || answers === undefined || question === undefined) return null;
  const targets = checked.dataset.map(({ target, verdict, difference }): ExplainedTarget => {
    const asked = target === 'dynamodb' || target === 'postgres' ? answers.asked[target]?.[0] : undefined;
    const operation = answers.operations.find((one) => one.target === target);
    return {
      target,
      provenance: provenances[target] ?? target,
      dataset: verdict,
      difference,
      requests: (operation?.requests ?? []).map((request) => ({
        operation: request.operation,
        input: request.input,
        evaluated: request.evaluated,
        returned: request.returned,
        bytes: request.bytes,
        refused: request.refused,
        units: unitsArithmetic(request, tables),
      })),
      statements: operation?.statements ?? [],
      answer: asked?.state === 'answered' ? asked.answer : null,
      failed: asked?.state === 'failed' ? asked.detail : null,
      coverage: coverage.patterns?.find((one) => one.target === target) ?? null,
      withoutPath: coverage.withoutPath.find((one) => one.target === target)?.why ?? null,
    };
  });
  const indexes = new Set(
    answers.operations.flatMap(({ requests }) => requests.map(({ table, index }) => JSON.stringify([table, index]))),
  );
  const reads = ({ table, index }: FindingRecord['about']): boolean =>
    index !== undefined && indexes.has(JSON.stringify([table, index]));
  return {
    pattern: pattern.id,
    name: pattern.name,
    class: pattern.class,
    kind: pattern.leaves === undefined ? 'read' : 'write',
    objective: pattern.objective,
    objectiveIs: pattern.objective === null ? null : (pattern.objectiveIs ?? 'assumed'),
    needsStrongConsistency: pattern.needsStrongConsistency ?? null,
    question: question.label,
    params: question.params,
    verdict: checked.verdict,
    difference: checked.difference,
    targets,
    findings: findings.filter(
      ({ about }) => about.pattern === pattern.id || (about.pattern === undefined && reads(about)),
    ),
  };
}
