import type { BillLine } from '../bill/bill.ts';

/** The month at several DAU, from the units that the run measured. */
export interface PlanRecord {
  readonly region: string;
  readonly prices: { readonly published: string; readonly read: string };
  readonly hoursPerMonth: number;
  readonly freeTier?: boolean;
  /** By rising DAU. */
  readonly at: readonly PlanAtDau[];
  /** Assumptions and what is left out, a sentence each. */
  readonly notes?: readonly string[];
}

export interface PlanAtDau {
  readonly dau: number;
  /** `designed` first where the workload has its own mix of modes. */
  readonly bills: readonly PlannedBill[];
  /** The DynamoDB money of the first bill once more, by pattern. */
  readonly byPattern?: readonly { readonly pattern: string; readonly usd: number }[];
}

export interface PlannedBill {
  readonly target: string;
  /** `as designed`, `on demand`, `provisioned`, `auto scaling`, `reserved`; `db.t4g.small, single AZ`. */
  readonly mode: string;
  /** Unrounded, the exact sum of the lines. */
  readonly usd: number;
  /** As `bill --json` has them. */
  readonly lines: readonly BillLine[];
}
