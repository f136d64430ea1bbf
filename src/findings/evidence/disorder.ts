import type { PatternAnswers } from '../../check/check.ts';
import { Data } from '../../dataset/data.ts';
import type { World } from '../../dataset/entity.ts';
import { orderDifference } from '../../judge/answer-check.ts';
import type { Difference } from '../../judge/canonical.ts';
import { inWords } from '../../judge/difference-words.ts';
import { type TargetName, targetNames } from '../../targets/target.ts';
import type { Expectation, RowOrder } from '../../workload/expectation.ts';

/** Answers of a pattern on one target that are not in the order which the pattern defines. */
export interface Disorder {
  readonly pattern: string;
  readonly target: TargetName;
  readonly order: RowOrder;
  readonly answers: number;
  /** Of so many answers of more than one row. */
  readonly of: number;
  /** The first, in words. */
  readonly first: string;
}

export function disorders(world: World, answers: readonly PatternAnswers[]): readonly Disorder[] {
  const data = new Data(world);
  return answers.flatMap(({ pattern, questions, asked }) => {
    if (pattern.leaves !== undefined) return [];
    return targetNames.flatMap((target): Disorder[] => {
      const seen = questions.flatMap(({ params, label }, at) => {
        const one = asked[target]?.[at];
        return one?.state === 'answered' ? ordersOf(pattern.expects(params, data), one.answer, label) : [];
      });
      const wrong = seen.filter(({ difference }) => difference !== null);
      const [first] = wrong;
      if (first === undefined || first.difference === null) return [];
      const words = `${first.label}: ${inWords(first.difference)}`;
      return [
        { pattern: pattern.id, target, order: first.order, answers: wrong.length, of: seen.length, first: words },
      ];
    });
  });
}

interface Seen {
  readonly label: string;
  readonly order: RowOrder;
  readonly difference: Difference | null;
}

/** Each ordered list of more than one row in an answer. */
function ordersOf(expected: Expectation, answer: unknown, label: string): readonly Seen[] {
  if (expected.kind === 'parts') {
    const members = (typeof answer === 'object' && answer !== null ? answer : {}) as Readonly<Record<string, unknown>>;
    return Object.entries(expected.parts).flatMap(([name, part]) => ordersOf(part, members[name], label));
  }
  if (expected.kind !== 'rows' || expected.order === null || !Array.isArray(answer) || answer.length < 2) return [];
  return [{ label, order: expected.order, difference: orderDifference(expected, answer, '') }];
}

/** Rows of a pattern's answers to drawn parameters on DynamoDB, on average, where they are lists. */
export function answeredRows(answers: readonly PatternAnswers[]): ReadonlyMap<string, number> {
  return new Map(
    answers.flatMap(({ pattern, questions, asked }) => {
      const rows = (asked.dynamodb ?? []).flatMap((one, at) =>
        one.state === 'answered' && questions[at]?.label.startsWith('drawn ') && Array.isArray(one.answer)
          ? [one.answer.length]
          : [],
      );
      return rows.length === 0 ? [] : [[pattern.id, rows.reduce((sum, count) => sum + count, 0) / rows.length]];
    }),
  );
}
