import type { PlanBasis } from './basis.ts';
import { demandAt, partsOf } from './demand.ts';
import { type DynamoDbMonth, dynamoDbMonth, type Pricing } from './dynamodb-month.ts';
import { grown } from './growth.ts';
import { daysOfMonths, storedAt } from './stored.ts';
import { halfTheSize, keysOnly, type MonthInputs, readersOf, stronglyConsistent, withoutIndex } from './what-if.ts';

/** What the month would cost if one thing were different. */
export interface Sensitivity {
  readonly change: string;
  /** Dollars a month, and how many more than as planned. */
  readonly designedUsd: number;
  readonly designedMoreUsd: number;
  readonly onDemandUsd: number;
  readonly onDemandMoreUsd: number;
  /** What a reader must know, empty where nothing. */
  readonly note: string;
}

interface Case {
  readonly change: string;
  readonly inputs: MonthInputs;
  readonly note: string;
}

/** The month of `inputs` against the same month with one change each, the largest difference on demand first. */
export function sensitivities(
  basis: PlanBasis,
  inputs: MonthInputs,
  base: { readonly designed: DynamoDbMonth; readonly onDemand: DynamoDbMonth },
  pricing: Pricing,
): readonly Sensitivity[] {
  const rows = casesOf(basis, inputs, pricing).flatMap(({ change, inputs: changed, note }): Sensitivity[] => {
    const demand = demandAt(basis.workload, inputs.stored.size.dau, changed.units);
    const designed = dynamoDbMonth(basis.workload, demand, changed.stored, 'as designed', pricing);
    const onDemand = dynamoDbMonth(basis.workload, demand, changed.stored, 'on demand', pricing);
    // Whatever is priced here was priced in the base already.
    if (!designed.ok || !onDemand.ok) return [];
    return [
      {
        change,
        designedUsd: designed.value.usd,
        designedMoreUsd: designed.value.usd - base.designed.usd,
        onDemandUsd: onDemand.value.usd,
        onDemandMoreUsd: onDemand.value.usd - base.onDemand.usd,
        note,
      },
    ];
  });
  return rows.sort((one, other) => Math.abs(other.onDemandMoreUsd) - Math.abs(one.onDemandMoreUsd));
}

function casesOf(basis: PlanBasis, inputs: MonthInputs, { hoursPerMonth }: Pricing): readonly Case[] {
  const { workload, sizes, growth, measured } = basis;
  const { size } = inputs.stored;
  const withHistory = (days: number, timeToLive: boolean): MonthInputs => {
    const stored = storedAt(workload, sizes, { dau: size.dau, days }, { timeToLive });
    return { units: grown(measured.patterns, growth.to(stored)), stored };
  };
  const scanners = new Set(growth.to(inputs.stored).flatMap(({ pattern, how }) => (how === 'scan' ? [pattern] : [])));
  const indexes = partsOf(workload).flatMap(({ table, index }) => (index === null ? [] : [{ table, index }]));
  const hasTimeToLive = workload.dynamodb.tables.some(({ timeToLive }) => timeToLive !== undefined);
  const months = [1, 3, 6, 12, 24].map((count) => ({ count, days: daysOfMonths(count, hoursPerMonth / 24) }));
  return [
    { change: 'items of half the size', inputs: halfTheSize(inputs), note: '' },
    ...indexes.map(({ table, index }) => ({
      change: `without index ${table} ${index}`,
      inputs: withoutIndex(inputs, table, index),
      note: readersWords(readersOf(inputs, table, index)),
    })),
    ...(indexes.length === 0
      ? []
      : [
          {
            change: 'all indexes with their keys only',
            inputs: keysOnly(inputs, basis),
            note: 'items are fetched one by one',
          },
        ]),
    { change: 'strongly consistent reads of tables', inputs: stronglyConsistent(inputs, basis), note: '' },
    ...(hasTimeToLive ? [{ change: 'without time to live', inputs: withHistory(size.days, false), note: '' }] : []),
    ...months
      .filter(({ days }) => days !== size.days)
      .map(({ count, days }) => ({
        change: `${count} ${count === 1 ? 'month' : 'months'} of history`,
        inputs: withHistory(days, true),
        note: '',
      })),
    ...(scanners.size === 0
      ? []
      : [
          {
            change: 'without the patterns that scan',
            inputs: { ...inputs, units: inputs.units.filter(({ pattern }) => !scanners.has(pattern)) },
            note: [...scanners].join(', '),
          },
        ]),
  ];
}

function readersWords(patterns: readonly string[]): string {
  return patterns.length === 0 ? 'no measured pattern reads it' : `read by ${patterns.join(', ')}, then without a path`;
}
