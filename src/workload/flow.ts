import type { Draw } from '../dataset/draw.ts';
import type { AccessPattern, AnyPattern } from './pattern.ts';

/** One step of a flow: a pattern, and its parameters from what the flow drew. */
export interface FlowStep<Drawn extends object = object> {
  readonly pattern: AnyPattern;
  params(drawn: Drawn): object;
  /** How long a person takes before it, in milliseconds. */
  readonly thinkMs: number;
}

/** Makes a step: parameters of a wrong type do not compile. */
export type StepMaker<Drawn extends object> = <Params extends object>(
  pattern: AccessPattern<string, Params>,
  params: (drawn: Drawn) => Params,
  thinkMs?: number,
) => FlowStep<Drawn>;

/** Several patterns in order, as a person causes them. Each step is measured as its own pattern. */
export interface Flow<Id extends string = string, Drawn extends object = object> {
  readonly id: Id;
  readonly name: string;
  draw(draw: Draw): Drawn;
  readonly steps: readonly FlowStep<Drawn>[];
}

export interface FlowDefinition<Id extends string, Drawn extends object> {
  readonly id: Id;
  readonly name: string;
  readonly draw: (draw: Draw) => Drawn;
  readonly steps: (step: StepMaker<Drawn>) => readonly FlowStep<Drawn>[];
}

/** Defines a flow; the type of what it draws is inferred from `draw` and known in `steps`. */
export function flow<const Id extends string, Drawn extends object>(
  definition: FlowDefinition<Id, Drawn>,
): Flow<Id, Drawn> {
  const { id, name, draw } = definition;
  return { id, name, draw, steps: definition.steps((pattern, params, thinkMs = 0) => ({ pattern, params, thinkMs })) };
}
