import type { Gauge } from '../coverage/gauge.ts';
import type { MeasuredOperation } from '../coverage/measured-operation.ts';
import type { Executor, TargetName } from '../targets/target.ts';
import { type Asked, ask } from './ask.ts';
import type { Question } from './question.ts';

/** Asks one question of one target, and takes down what the target did for it. */
export async function askMeasured(
  target: { readonly name: TargetName; readonly executor: Executor; readonly gauge: Gauge },
  question: Question,
): Promise<{ readonly asked: Asked; readonly operation: MeasuredOperation }> {
  const { pattern, params, drawn } = question;
  await target.gauge.before(pattern, params, drawn);
  const asked = await ask(target.executor, question);
  const { requests, bytes, items } = asked.cost;
  const operation: MeasuredOperation = {
    pattern: pattern.id,
    target: target.name,
    drawn,
    answered: asked.state === 'answered',
    sent: requests,
    serviceMs: asked.state === 'answered' ? asked.serviceUs / 1000 : null,
    bytes,
    returned: items,
    ...target.gauge.after(),
  };
  return { asked, operation };
}
