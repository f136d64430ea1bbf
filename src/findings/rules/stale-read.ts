import { unitsOf } from '../../coverage/pattern-coverage.ts';
import { figure } from '../../judge/claim-answer.ts';
import { counted, placeText } from '../amounts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { dynamoDbSteps, type PatternFacts } from '../evidence/pattern-facts.ts';
import type { Found, Rule } from '../rule.ts';

/** Reads that must see the latest write and may not: by declaration, or because the same flow has just written it. */
export const staleRead: Rule<'patterns' | 'ownWrites'> = {
  id: 'stale-read',
  title: 'a read that must see the latest write and may not',
  find: ({ patterns, ownWrites }) => [
    ...patterns.flatMap(declared),
    ...inFlows(
      ownWrites,
      patterns.filter((pattern) => declared(pattern).length > 0).map(({ id }) => id),
    ),
  ],
};

function declared(pattern: PatternFacts): readonly Found[] {
  const { needsStrongConsistency: why } = pattern;
  const eventual = dynamoDbSteps(pattern).filter((step) => step.consistency === 'eventual' && step.access !== 'write');
  const step = eventual.find(({ index }) => index !== null) ?? eventual[0];
  if (why === null || step === undefined) return [];
  const { table, index } = step;
  const units = unitsOf(step).read;
  const evidence = `${step.operations} of ${counted(pattern.dynamodb?.operations ?? 0, 'operation')} read ${placeText(table, index)} eventually consistent (${step.operation}), and the pattern declares why it must not: ${why}`;
  return [
    {
      severity: 'high',
      about: { target: 'dynamodb', pattern: pattern.id, table, ...(index === null ? {} : { index }) },
      evidence,
      consequence:
        index === null
          ? `It can answer with the state before the last write. ConsistentRead sees it, for ${counted(2 * units, 'read unit')} instead of ${figure(units)}.`
          : 'A global index cannot be read strongly: right after a write it may not have the record. What must be seen at once has to be read from the table by its key.',
    },
  ];
}

/** One finding for each reader and index that does not have one already. */
function inFlows(ownWrites: Evidence['ownWrites'], known: readonly string[]): readonly Found[] {
  return ownWrites.flatMap(({ flow, writer, reader, table, index, seen, of }): Found[] => {
    if (known.includes(reader)) return [];
    return [
      {
        severity: 'medium',
        about: { target: 'dynamodb', pattern: reader, table, index },
        evidence: `in ${seen} of ${of} drawn flows ${flow} it reads ${placeText(table, index)} under the key that ${writer} has just written`,
        consequence:
          'A global index follows its table with a delay: who wrote may not find what they wrote. Where they must, read the table by its key.',
      },
    ];
  });
}
