import type { Data } from '../dataset/data.ts';
import { inWordsOfBoth, paramsInWords } from '../judge/difference-words.ts';
import { answerDifference } from '../judge/equivalence.ts';
import type { Executed } from '../targets/target.ts';
import type { AnyPattern } from '../workload/pattern.ts';

/** What two answers to the same question come to. */
export type ShadowVerdict =
  | { readonly kind: 'equal' }
  | { readonly kind: 'differs'; readonly words: string }
  /** One engine answered and the other failed. */
  | { readonly kind: 'one side'; readonly words: string }
  /** Nothing to compare: both failed, or the engines are meant to answer differently. */
  | { readonly kind: 'not compared' };

/** Compares the answers that two engines gave to the same read, as `check` does. */
export class ShadowJudge {
  readonly #data: Data;

  constructor(data: Data) {
    this.#data = data;
  }

  judge(pattern: AnyPattern, params: object, postgres: Executed, dynamodb: Executed): ShadowVerdict {
    if (postgres.outcome.state === 'failed' || dynamodb.outcome.state === 'failed')
      return unanswered(postgres, dynamodb);
    if (pattern.differsByDesign !== undefined) return { kind: 'not compared' };
    const [one, other] = [read(postgres), read(dynamodb)];
    if ('fault' in one || 'fault' in other) {
      const faults = [
        'fault' in one ? `postgres cannot be read (${one.fault})` : 'postgres can be read',
        'fault' in other ? `dynamodb cannot be read (${other.fault})` : 'dynamodb can be read',
      ];
      return { kind: 'differs', words: `${paramsInWords(params)}: the answer of ${faults.join(', that of ')}` };
    }
    const difference = answerDifference(pattern.expects(params, this.#data), one.answer, other.answer);
    if (difference === null) return { kind: 'equal' };
    return { kind: 'differs', words: `${paramsInWords(params)}: ${inWordsOfBoth(difference, 'postgres', 'dynamodb')}` };
  }
}

function unanswered(postgres: Executed, dynamodb: Executed): ShadowVerdict {
  const [one, other] = [postgres.outcome, dynamodb.outcome];
  if (one.state === 'failed' && other.state === 'failed') return { kind: 'not compared' };
  const words = (outcome: Executed['outcome']): string =>
    outcome.state === 'failed' ? `failed (${outcome.detail})` : 'answered';
  return { kind: 'one side', words: `postgres ${words(one)}, dynamodb ${words(other)}` };
}

function read(executed: Executed): { readonly answer: unknown } | { readonly fault: string } {
  try {
    return { answer: executed.read === null ? null : executed.read() };
  } catch (error) {
    return { fault: String(error) };
  }
}
