/** How often something happens on an average day, and who says so. */
export interface Rate {
  readonly per: 'user and day' | 'day' | 'thousand users and day';
  readonly times: number;
  /** `design`: the design under test states it; otherwise it is the workload's own assumption. */
  readonly source: 'design' | 'assumed';
}

export const perUser = (times: number, source: Rate['source'] = 'assumed'): Rate => ({
  per: 'user and day',
  times,
  source,
});
export const perDay = (times: number, source: Rate['source'] = 'assumed'): Rate => ({ per: 'day', times, source });
export const perThousandUsers = (times: number, source: Rate['source'] = 'assumed'): Rate => ({
  per: 'thousand users and day',
  times,
  source,
});

/** From DAU to operations: how often each pattern is used, and how a day and a week are shaped. */
export interface Traffic<Id extends string = string> {
  readonly rates: Readonly<Record<Id, Rate>>;
  /** How often each flow happens. Its steps are part of the patterns' rates, which hold all there is. */
  readonly flows?: Readonly<Record<string, Rate>>;
  /** Weights of the 24 hours (UTC) and of the seven days from Sunday; only their ratios matter. */
  readonly hours: readonly number[];
  readonly days: readonly number[];
}

/** Operations of an average day at this many daily active users. */
export function operationsPerDay(rate: Rate, dau: number): number {
  switch (rate.per) {
    case 'user and day':
      return rate.times * dau;
    case 'day':
      return rate.times;
    case 'thousand users and day':
      return (rate.times * dau) / 1000;
  }
}
