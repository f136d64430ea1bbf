import type { Draw } from '../dataset/draw.ts';
import type { AccessPattern, AnyPattern } from './pattern.ts';

/** One step of a flow: a pattern, and its parameters from what the flow drew. */
export interface FlowStep<Drawn extends object> {
  readonly pattern: AnyPattern;
  params(drawn: Drawn): object;
  /** How long a person takes before it, in milliseconds. */
  readonly thinkMs?: number;
}

/** Several patterns in order, as a person causes them. Each step is measured as its own pattern. */
export interface Flow<Id extends string = string, Drawn extends object = object> {
  readonly id: Id;
  readonly name: string;
  draw(draw: Draw): Drawn;
  readonly steps: readonly FlowStep<Drawn>[];
}

/** Defines a flow; the type of what it draws is inferred. */
export function flow<const Id extends string, Drawn extends object>(definition: Flow<Id, Drawn>): Flow<Id, Drawn> {
  return definition;
}

/** A step with its pattern: a wrong type of parameters does not compile. */
export function step<Drawn extends object, Params extends object>(
  of: AccessPattern<string, Params>,
  params: (drawn: Drawn) => Params,
  thinkMs = 0,
): FlowStep<Drawn> {
  return { pattern: of, params, thinkMs };
}
