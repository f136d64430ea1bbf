import { figure } from '../../judge/claim-answer.ts';
import { counted } from '../amounts.ts';
import { dynamoDbSteps, type PatternFacts } from '../evidence/pattern-facts.ts';
import type { Found, Rule } from '../rule.ts';

/** A mean that is a request above the other's: every operation makes one more, or some make several. */
const leastMore = 1;

/** Patterns that need several requests on one engine where the other answers in fewer. */
export const requests: Rule<'patterns'> = {
  id: 'requests',
  title: 'several requests where the other engine needs fewer',
  find: ({ patterns }) => patterns.flatMap(finding),
};

function finding(pattern: PatternFacts): readonly Found[] {
  const { dynamodb, postgres, id } = pattern;
  // The pages of a scan are the scan's finding.
  const scans = dynamoDbSteps(pattern).some(({ operation }) => operation === 'Scan');
  if (dynamodb === null || postgres === null || scans) return [];
  const [ours, theirs] = [dynamodb.perOperation.requests, postgres.perOperation.requests];
  if (Math.abs(ours - theirs) < leastMore) return [];
  const isMore = ours > theirs;
  const steps = isMore ? dynamodb.path.steps : postgres.path.steps;
  const often = pattern.class === 'high';
  return [
    {
      severity: isMore && often ? 'medium' : 'low',
      about: { target: isMore ? 'dynamodb' : 'postgres', pattern: id },
      evidence: `${counted(ours, 'request')} an operation on DynamoDB, ${counted(theirs, 'statement')} on PostgreSQL${steps.length === 0 ? '' : `: ${steps.join(', ')}`}`,
      consequence: isMore
        ? `Where one request waits for the answer of another, the round trips add up: ${figure(ours)} of them before the answer is whole. What is asked together belongs under one key.`
        : `DynamoDB has it under one key; PostgreSQL makes ${figure(theirs)} round trips, unless a join or a single statement does.`,
    },
  ];
}
