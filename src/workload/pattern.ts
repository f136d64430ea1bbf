import type { Data } from '../dataset/data.ts';
import type { Draw } from '../dataset/draw.ts';
import type { AnyEntity } from '../dataset/entity.ts';
import type { ReadAnswer } from './answer.ts';
import type { DynamoDb } from './dynamodb-port.ts';
import type { Expectation } from './expectation.ts';
import type { Postgres } from './postgres-port.ts';

export type PatternClass = 'high' | 'medium' | 'low';

/** `p(99) < 50ms` of the response time. `null`: none is set. */
export type ObjectiveText = `p(${number}) < ${number}${'ms' | 's'}`;

/**
 * What a pattern does on one engine. It is given what it needs and holds no client. A read gives back how to read its
 * answer, which is called only where the answer is looked at; a write gives back nothing.
 */
export type Program<Port, Params> = (db: Port, params: Params) => Promise<ReadAnswer> | Promise<void>;

/** A record that a write leaves behind: its i, and its whole state where that is not the dataset's first. */
export interface Left {
  readonly of: AnyEntity;
  readonly i: number;
  /** `null`: the record is gone. Left out: as the dataset has it. */
  readonly record?: object | null;
}

/** One named question or change that the application makes. */
export interface AccessPattern<Id extends string = string, Params = unknown> {
  /** `02`, or `03.platform` for one of several forms of a pattern: `--patterns 03` means all of them. */
  readonly id: Id;
  readonly name: string;
  readonly class: PatternClass;
  readonly objective: ObjectiveText | null;
  /** A target that the design states itself, in distinction to our assumption. */
  readonly objectiveIs?: 'design' | 'assumed';
  params(draw: Draw): Params;
  /** Parameters that draws seldom hit and bugs like: by what they are (`a missing key`). */
  edges?(draw: Draw, data: Data): Readonly<Record<string, Params>>;
  /** What a read must answer. */
  expects(params: Params, data: Data): Expectation;
  /** What a write leaves behind. Present exactly on writes. */
  leaves?(params: Params, data: Data): readonly Left[];
  readonly dynamodb: Program<DynamoDb, Params>;
  readonly postgres: Program<Postgres, Params>;
  /** Where the two engines are meant to answer differently: the reason, in a sentence. */
  readonly differsByDesign?: string;
  /** Why this read needs to see the latest write, where it does (`the limit is checked right after the action`). */
  readonly needsStrongConsistency?: string;
}

/** Any pattern; its functions are methods, whose parameters TypeScript compares both ways. */
export interface AnyPattern extends Omit<AccessPattern<string, object>, 'dynamodb' | 'postgres'> {
  dynamodb(db: DynamoDb, params: object): Promise<ReadAnswer> | Promise<void>;
  postgres(db: Postgres, params: object): Promise<ReadAnswer> | Promise<void>;
}

/** Defines an access pattern; the type of its parameters is inferred from `params`. */
export function pattern<const Id extends string, Params extends object>(
  definition: AccessPattern<Id, Params>,
): AccessPattern<Id, Params> {
  return definition;
}
