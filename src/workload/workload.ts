import type { AnyEntity, RecordOf } from '../dataset/entity.ts';
import type { Claim } from './claim.ts';
import type { Flow } from './flow.ts';
import type { DynamoDbLayout, PostgresLayout } from './layout.ts';
import type { AnyPattern } from './pattern.ts';
import { BadInput } from './problem.ts';
import type { Traffic } from './traffic.ts';
import { problemsOf } from './workload-problems.ts';

type Records<Entities extends Readonly<Record<string, AnyEntity>>> = {
  [Name in keyof Entities]: RecordOf<Entities[Name]>;
};

/** All that a user replaces. */
export interface WorkloadDefinition<
  Entities extends Readonly<Record<string, AnyEntity>>,
  Patterns extends readonly PatternShape[],
> {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** As reports show it. */
  readonly title: string;
  /** The dataset's present: ISO 8601. */
  readonly asOf: string;
  readonly entities: Entities;
  readonly dynamodb: DynamoDbLayout<Records<Entities>>;
  readonly postgres: PostgresLayout<Records<Entities>>;
  readonly patterns: Patterns;
  readonly flows?: readonly Flow[];
  readonly traffic: Traffic<Patterns[number]['id']>;
  readonly claims?: readonly Claim[];
  /** The folder of its scenario scripts, as a URL: `new URL('.', import.meta.url)`. */
  readonly scenarios?: URL;
}

/** What is needed of a pattern to infer its id. */
export interface PatternShape {
  readonly id: string;
}

/** On every checked workload; the same symbol in each copy of the package that a process may hold. */
const mark = Symbol.for('patternbench.workload');

export function isWorkload(value: unknown): value is Workload {
  return typeof value === 'object' && value !== null && mark in value;
}

/** A workload whose every part was checked. */
export interface Workload {
  readonly [mark]: true;
  readonly name: string;
  readonly title: string;
  readonly asOfMs: number;
  readonly entities: Readonly<Record<string, AnyEntity>>;
  readonly dynamodb: DynamoDbLayout<Record<string, object>>;
  readonly postgres: PostgresLayout<Record<string, object>>;
  readonly patterns: readonly AnyPattern[];
  readonly flows: readonly Flow[];
  readonly traffic: Traffic;
  readonly claims: readonly Claim[];
  readonly scenarios: URL | null;
}

/**
 * Checks the whole of a workload and gives it back in the form that the tool uses.
 * @throws {BadInput} with every problem, each with its place in the definition.
 */
export function defineWorkload<
  const Entities extends Readonly<Record<string, AnyEntity>>,
  const Patterns extends readonly PatternShape[],
>(definition: WorkloadDefinition<Entities, Patterns>): Workload {
  const problems = problemsOf(definition as unknown as Readonly<Record<string, unknown>>);
  if (problems.length > 0) throw new BadInput(problems);
  const checked = definition as unknown as Omit<Workload, 'asOfMs' | typeof mark> & { asOf: string };
  return {
    [mark]: true,
    name: checked.name,
    title: checked.title,
    asOfMs: Date.parse(checked.asOf),
    entities: checked.entities,
    dynamodb: checked.dynamodb,
    postgres: checked.postgres,
    patterns: checked.patterns,
    flows: checked.flows ?? [],
    traffic: checked.traffic,
    claims: checked.claims ?? [],
    scenarios: checked.scenarios ?? null,
  };
}
