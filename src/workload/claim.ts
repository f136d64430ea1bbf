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
      /** 0 to 1: 0.99 for p99. */
      readonly quantile: number;
      readonly atLeastMs?: number;
      readonly belowMs: number;
    }
  | {
      readonly kind: 'monthly cost';
      readonly dau: number;
      readonly of: 'dynamodb' | 'postgres';
      /** Of one table, without its indexes; of all where it is left out. */
      readonly table?: string;
      /** Of that table's indexes instead. */
      readonly index?: 'all';
      /** Of one kind of line of the bill (`storage`); of all where it is left out. */
      readonly item?: string;
      readonly usd: Range;
    }
  | { readonly kind: 'monthly units'; readonly dau: number; readonly unit: 'read' | 'write'; readonly units: number }
  | {
      /** So many capacity units a second are enough at the peak of the day. */
      readonly kind: 'capacity';
      readonly dau: number;
      readonly table: string;
      /** Of this index; of the table itself where it is left out. */
      readonly index?: string;
      readonly readUnits: number;
      readonly writeUnits: number;
    }
  | {
      readonly kind: 'monthly saving';
      readonly dau: number;
      readonly by: Saving;
      readonly usd?: number;
      /** Of what the saving is about, 0 to 1. */
      readonly share?: Range;
    }
  | { readonly kind: 'storage'; readonly dau: number; readonly gb: number }
  | { readonly kind: 'storage growth'; readonly dau: number; readonly gbPerMonth: number }
  | {
      /** Requests that one operation makes. */
      readonly kind: 'requests';
      readonly pattern: string;
      readonly target: 'dynamodb' | 'postgres';
      readonly atLeast?: number;
      readonly atMost?: number;
    }
  | { readonly kind: 'no hot partition'; readonly dau: number }
  | { readonly kind: 'traffic times'; readonly dau: number; readonly factor: number }
  /** The designed capacity follows when traffic rises at once to so many times the day's mean. */
  | { readonly kind: 'spike'; readonly dau: number; readonly factor: number }
  | { readonly kind: 'every pattern has a path' }
  | { readonly kind: 'every answer is the same' }
  | { readonly kind: 'not testable'; readonly why: string };

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What saves: units read, units written, or bytes stored. */
export type Saving =
  | 'time to live'
  | 'cache'
  | 'eventually consistent reads'
  | 'sparse indexes'
  | 'batch writes'
  | 'count queries';
