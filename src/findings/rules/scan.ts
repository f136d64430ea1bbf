import { unitsOf } from '../../coverage/pattern-coverage.ts';
import { figure, shareText } from '../../judge/claim-answer.ts';
import type { DynamoDbStep, Severity } from '../../runs/coverage-record.ts';
import { counted, sizeText } from '../amounts.ts';
import { dynamoDbSteps, type PatternFacts, postgresSteps } from '../evidence/pattern-facts.ts';
import type { Found, Rule } from '../rule.ts';
import { bytesAt, pageUnits, shareOfUnits } from '../shares.ts';

/** A table that has not grown by a twentieth at the horizon does not grow. */
const leastGrowth = 1.05;
/** A scan of one request with a limit that returns what it reads is a page: it costs the same at any size. */
const pageRatio = 2;
/** Rows that PostgreSQL reads in about a millisecond: below them no index would be missed. */
const leastRows = 10_000;
const leastRowRatio = 100;
/** Of all read units. */
const mostOfUnits = 0.5;
const muchOfUnits = 0.1;

type Needs = 'patterns' | 'now' | 'later' | 'horizon';

/** Reads that look at a whole table or index which grows. */
export const scan: Rule<Needs> = {
  id: 'scan',
  title: 'a scan that grows with the data',
  find: (evidence) =>
    evidence.patterns.flatMap((pattern) => [
      ...dynamoDbSteps(pattern).flatMap((step) => inDynamoDb(evidence, pattern, step)),
      ...inPostgres(pattern),
    ]),
};

function inDynamoDb(
  { patterns, now, later, horizon }: Parameters<(typeof scan)['find']>[0],
  pattern: PatternFacts,
  step: DynamoDbStep,
): readonly Found[] {
  if (step.operation !== 'Scan' || step.evaluated === 0) return [];
  const growth = bytesAt(later, step) / Math.max(1, bytesAt(now, step));
  const isPage = step.limit !== null && step.requests <= 1 && step.evaluated < pageRatio * step.returned;
  if (growth < leastGrowth || isPage) return [];
  const units = unitsOf(step).read;
  const share = shareOfUnits(patterns, pattern, 'read');
  const pages = Math.max(1, Math.ceil((units * growth) / pageUnits(step.consistency)));
  const asked = step.filter === null ? '' : `: no key or index serves ${step.filter}`;
  return [
    {
      severity: severityOf(pattern, share?.share ?? 0),
      about: place(pattern, step),
      evidence: `${counted(step.evaluated, 'item')} evaluated for ${counted(step.returned, 'item')} returned, ${counted(units, 'read unit')} and ${counted(step.requests, 'request')} an operation${share === null ? '' : `, ${shareText(share.share)} ${share.of}`}; at ${sizeText(horizon)} ${counted(units * growth, 'unit')}, ${counted(pages, 'page')} one after the other`,
      consequence: `Each call reads all there is${asked}, so its cost and its time grow with the data. A key or an index for what it asks, or a figure kept on writing, reads only the answer.`,
    },
  ];
}

function place({ id }: PatternFacts, { table, index }: DynamoDbStep): Found['about'] {
  return { target: 'dynamodb', pattern: id, table, ...(index === null ? {} : { index }) };
}

function severityOf(pattern: PatternFacts, share: number): Severity {
  if (pattern.class === 'high' || share >= mostOfUnits) return 'high';
  return pattern.class === 'medium' || share >= muchOfUnits ? 'medium' : 'low';
}

function inPostgres(pattern: PatternFacts): readonly Found[] {
  return postgresSteps(pattern).flatMap((step) =>
    step.nodes.flatMap((node): Found[] => {
      const isWhole = node.access === 'scan' && node.indexWithoutScans === null && node.table !== null;
      const ratio = node.evaluated / Math.max(1, step.returned);
      if (!isWhole || node.table === null || node.evaluated < leastRows || ratio < leastRowRatio) return [];
      return [
        {
          severity: pattern.class === 'high' ? 'medium' : 'low',
          about: { target: 'postgres', pattern: pattern.id, table: node.table },
          evidence: `${node.node} of ${counted(node.evaluated, 'row')} for ${counted(step.returned, 'row')} returned; the planner has no index for it`,
          consequence: `Its time grows with ${node.table}: ten times the rows take ${figure(10)} times as long.`,
        },
      ];
    }),
  );
}
