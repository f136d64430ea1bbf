import { canonical } from '../judge/canonical.ts';
import type { Cost } from '../measure/measurement.ts';
import type { Executor } from '../targets/target.ts';
import type { Question } from './question.ts';

/** What one target answered. */
export type Asked =
  | { readonly state: 'answered'; readonly answer: unknown; readonly cost: Cost; readonly serviceUs: number }
  | { readonly state: 'failed'; readonly detail: string; readonly cost: Cost };

/** Asks one question of one target. A program's own bug is passed on. */
export async function ask(executor: Executor, { pattern, params }: Question): Promise<Asked> {
  const { outcome, read, sentUs, doneUs, cost } = await executor.execute(pattern, params);
  if (outcome.state === 'failed') return { state: 'failed', detail: outcome.detail, cost };
  try {
    const answer = read === null ? null : canonical(read());
    return { state: 'answered', answer, cost, serviceUs: doneUs - (sentUs ?? doneUs) };
  } catch (error) {
    return { state: 'failed', detail: `the answer cannot be read: ${String(error)}`, cost };
  }
}
