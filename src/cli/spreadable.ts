import type { PatternAnswers } from '../check/check.ts';
import type { Spreadable } from '../replay/spread.ts';

/** A pattern for a short load, with the median time that the check saw: the longest of the targets'. */
export function spreadable({ pattern, asked }: PatternAnswers, wanted: number): Spreadable {
  const times = Object.values(asked).map((answers) => {
    const answered = answers.flatMap((answer) => (answer.state === 'answered' ? [answer.serviceUs] : []));
    answered.sort((one, other) => one - other);
    return answered[Math.floor(answered.length / 2)] ?? 0;
  });
  return { id: pattern.id, serviceMs: Math.max(0, ...times) / 1000, wanted };
}
