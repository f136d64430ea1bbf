import { Data } from '../dataset/data.ts';
import { Draw } from '../dataset/draw.ts';
import type { World } from '../dataset/entity.ts';
import { canonical } from '../judge/canonical.ts';
import type { AnyPattern } from '../workload/pattern.ts';

/** A pattern with one set of parameters, the same for every target. */
export interface Question {
  readonly pattern: AnyPattern;
  /** `drawn 3`, or what the workload calls the edge. */
  readonly label: string;
  readonly params: object;
  /** Its parameters are drawn as a load draws them; otherwise it is an edge. */
  readonly drawn: boolean;
}

/**
 * What a pattern is asked: its edges and so many drawn parameters. Draws are those of operations 0, 1, … of a run, but
 * for fresh records, which begin at `firstFresh`; edges take their fresh records after those of the draws.
 */
export function questionsOf(pattern: AnyPattern, world: World, drawn: number, firstFresh: number): Question[] {
  const data = new Data(world);
  const questions: Question[] = [];
  for (let n = 0; n < drawn; n++) {
    questions.push({
      pattern,
      label: `drawn ${n + 1}`,
      params: pattern.params(new Draw(world, n, firstFresh)),
      drawn: true,
    });
  }
  const edges = pattern.edges?.(new Draw(world, drawn, firstFresh), data) ?? {};
  for (const [label, params] of Object.entries(edges)) questions.push({ pattern, label, params, drawn: false });
  return pattern.leaves === undefined ? eachOnce(questions) : questions;
}

/** A read that was asked with the same parameters before answers the same. */
function eachOnce(questions: readonly Question[]): Question[] {
  const first = new Map<string, Question>();
  for (const question of questions) {
    const key = JSON.stringify(canonical(question.params));
    if (!first.has(key)) first.set(key, question);
  }
  return [...first.values()];
}
