/** A sentence of the design with a figure, to be tested. What was found is computed from a run and a plan. */
export interface Claim {
  readonly id: string;
  /** What the design says, in its words: `problem by key in 5 to 10 ms`. */
  readonly says: string;
  readonly test: ClaimTest;
}

/** How a claim is tested; the kinds that the tool knows. */
export type ClaimTest =
  | {
      readonly kind: 'latency';
      readonly pattern: string;
      readonly target: 'dynamodb' | 'postgres';
      readonly quantile: number;
      readonly atLeastMs?: number;
      readonly belowMs: number;
    }
  | {
      readonly kind: 'monthly cost';
      readonly dau: number;
      readonly of: 'dynamodb' | 'postgres';
      readonly table?: string;
      readonly index?: 'all';
      readonly item?: string;
      readonly usd: { readonly low: number; readonly high: number };
    }
  | { readonly kind: 'monthly units'; readonly dau: number; readonly unit: 'read' | 'write'; readonly units: number }
  | {
      readonly kind: 'capacity';
      readonly dau: number;
      readonly table: string;
      readonly readUnits: number;
      readonly writeUnits: number;
    }
  | {
      readonly kind: 'monthly saving';
      readonly dau: number;
      readonly by: string;
      readonly usd?: number;
      readonly share?: { readonly low: number; readonly high: number };
    }
  | { readonly kind: 'storage growth'; readonly dau: number; readonly gbPerMonth: number }
  | {
      readonly kind: 'requests';
      readonly pattern: string;
      readonly target: 'dynamodb' | 'postgres';
      readonly atMost: number;
    }
  | { readonly kind: 'no hot partition'; readonly dau: number }
  | { readonly kind: 'traffic times'; readonly dau: number; readonly factor: number }
  | { readonly kind: 'every pattern has a path' }
  | { readonly kind: 'every answer is the same' }
  | { readonly kind: 'not testable'; readonly why: string };
