import { unitsOf } from '../../coverage/pattern-coverage.ts';
import { counted } from '../amounts.ts';
import { dynamoDbSteps, type PatternFacts, postgresSteps } from '../evidence/pattern-facts.ts';
import type { Found, Rule } from '../rule.ts';

/** Half of what is read is thrown away. */
const leastRatio = 2;
/** Ten small items are about a unit: less is not worth an index. */
const leastItems = 10;
/** PostgreSQL reads thousands of rows in the time of a request. */
const leastRatioOfRows = 10;
const leastRows = 1_000;

/** Items that are read and paid, and not part of the answer. Scans have a rule of their own. */
export const overRead: Rule<'patterns'> = {
  id: 'over-read',
  title: 'items read and not answered',
  find: ({ patterns }) =>
    patterns.flatMap((pattern) => [...filtered(pattern), ...discarded(pattern), ...inPostgres(pattern)]),
};

/** By a filter of the engine. */
function filtered(pattern: PatternFacts): readonly Found[] {
  return dynamoDbSteps(pattern).flatMap((step): Found[] => {
    const isOver = step.evaluated >= leastRatio * step.returned && step.evaluated - step.returned >= leastItems;
    if (step.operation !== 'Query' || !isOver) return [];
    const { table, index, filter } = step;
    return [
      {
        severity: pattern.class === 'high' ? 'medium' : 'low',
        about: { target: 'dynamodb', pattern: pattern.id, table, ...(index === null ? {} : { index }) },
        evidence: `${counted(step.evaluated, 'item')} evaluated for ${counted(step.returned, 'item')} returned, ${counted(unitsOf(step).read, 'read unit')} an operation${filter === null ? '' : `; the filter is ${filter}`}`,
        consequence:
          'What the filter removes is paid like what it leaves. A sort key or index that holds the filtered value reads only the answer.',
      },
    ];
  });
}

/** By the program, which answers less than it was given. */
function discarded(pattern: PatternFacts): readonly Found[] {
  const { answered, dynamodb } = pattern;
  if (answered === null || dynamodb === null) return [];
  const { returned, requests } = dynamodb.perOperation;
  const isOver = returned >= leastRatio * answered && returned - answered >= leastItems;
  if (!isOver || dynamodb.path.kind === 'scan') return [];
  const units = unitsOf(dynamodb.perOperation).read;
  return [
    {
      severity: pattern.class === 'high' ? 'medium' : 'low',
      about: { target: 'dynamodb', pattern: pattern.id },
      evidence: `${counted(returned, 'item')} fetched in ${counted(requests, 'request')} for ${counted(answered, 'row')} answered, ${counted(units, 'read unit')} an operation`,
      consequence: 'The caller throws away what it paid to read. An index in the order of the answer needs no merging.',
    },
  ];
}

function inPostgres(pattern: PatternFacts): readonly Found[] {
  return postgresSteps(pattern).flatMap((step) =>
    step.nodes.flatMap((node): Found[] => {
      const kept = node.evaluated - node.removed;
      const isOver = node.removed >= leastRows && node.evaluated >= leastRatioOfRows * Math.max(1, kept);
      if (node.access === 'scan' || node.table === null || !isOver) return [];
      return [
        {
          severity: 'low',
          about: {
            target: 'postgres',
            pattern: pattern.id,
            table: node.table,
            ...(node.index === null ? {} : { index: node.index }),
          },
          evidence: `${node.node} reads ${counted(node.evaluated, 'row')} and its filter removes ${counted(node.removed, 'row')}`,
          consequence: 'An index that holds the filtered column as well reads only the answer.',
        },
      ];
    }),
  );
}
