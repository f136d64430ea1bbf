import { Data } from '../dataset/data.ts';
import { Draw } from '../dataset/draw.ts';
import type { World } from '../dataset/entity.ts';
import type { AnyPattern } from '../workload/pattern.ts';

/** A pattern with one set of parameters, the same for every target. */
export interface Question {
  readonly pattern: AnyPattern;
  /** `drawn 3`, or what the workload calls the edge. */
  readonly label: string;
  readonly params: object;
}

/**
 * What a pattern is asked: its edges and so many drawn parameters. Draws are those of operations 0, 1, … of a run, but
 * for fresh records, which begin at `firstFresh`; edges take their fresh records after those of the draws.
 */
export function questionsOf(pattern: AnyPattern, world: World, drawn: number, firstFresh: number): Question[] {
  const data = new Data(world);
  const questions: Question[] = [];
  for (let n = 0; n < drawn; n++) {
    questions.push({ pattern, label: `drawn ${n + 1}`, params: pattern.params(new Draw(world, n, firstFresh)) });
  }
  const edges = pattern.edges?.(new Draw(world, drawn, firstFresh), data) ?? {};
  for (const [label, params] of Object.entries(edges)) questions.push({ pattern, label, params });
  return questions;
}

/** Operation numbers that `questionsOf` uses up for each pattern. */
export function numbersUsed(drawn: number): number {
  return drawn + 1;
}
