import { shownTotal } from '../src/bill/shown-cents.ts';
import type { PlannedBill } from '../src/runs/plan-record.ts';
import { dollars } from './bill-table.ts';
import { serviceName } from './engine-name.ts';

/** What a bill comes to, in the cents to which its lines are shown as well. */
export function billAmount({ lines }: PlannedBill): string {
  return dollars(shownTotal(lines.map(({ usd }) => usd)));
}

/** `DynamoDB, as designed`. */
export function billName({ target, mode }: PlannedBill): string {
  return `${serviceName(target)}, ${mode}`;
}
