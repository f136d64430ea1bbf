import { begin, told } from './search.ts';
import type { SearchPlan } from './search-plan.ts';

/** What a window takes beside its load: threads are started, connections opened, the last answers awaited. */
const startSeconds = 1.5;
/** A load that is given up runs about so long. */
const overrunSeconds = 3;
/** Of three windows one is repeated on a machine that does other things as well. */
const repeats = 1.15;

/** How long a search takes on a target that holds about a hundred times the lowest rate, in seconds. */
export function expectedSeconds(plan: SearchPlan): number {
  const capacity = Math.min(plan.to, plan.from * 110);
  let search = begin(plan);
  let seconds = 0;
  while (search.answer === null) {
    const { perSecond, settleSeconds, seconds: counted } = search.order;
    const isFarOver = perSecond > capacity * 1.3;
    seconds += startSeconds + (isFarOver ? overrunSeconds : settleSeconds + counted);
    search = told(search, perSecond <= capacity ? 'met' : isFarOver ? 'overrun' : 'missed');
  }
  return Math.round(seconds * repeats);
}
