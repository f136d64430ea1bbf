import { counted } from '../amounts.ts';
import { dynamoDbSteps } from '../evidence/pattern-facts.ts';
import type { Rule } from '../rule.ts';

/** Lists that come in another order than their pattern defines. */
export const wrongOrder: Rule<'disorders' | 'patterns'> = {
  id: 'wrong-order',
  title: 'rows in the wrong order',
  find: ({ disorders, patterns }) =>
    disorders.map(({ pattern: id, target, order, answers, of, first }) => {
      const pattern = patterns.find((one) => one.id === id);
      const step = target === 'dynamodb' && pattern !== undefined ? dynamoDbSteps(pattern)[0] : undefined;
      const place =
        step === undefined ? {} : { table: step.table, ...(step.index === null ? {} : { index: step.index }) };
      return {
        severity: 'high',
        about: { target, pattern: id, ...place },
        evidence: `${answers} of ${counted(of, 'list')} ${answers === 1 ? 'is' : 'are'} not by ${order.field}, ${order.descending ? 'highest' : 'lowest'} first. ${first}`,
        consequence: `People see the wrong rows on the first page. ${target === 'dynamodb' ? 'An index answers in the order of its sort key only: ScanIndexForward turns it round, nothing else changes it.' : 'Without ORDER BY on that column a statement promises no order.'}`,
      };
    }),
};
