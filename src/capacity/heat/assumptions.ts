/** What a model of throttling takes for granted because AWS does not publish it. Each can be set. */
export interface HeatAssumptions {
  /** From an alarm's last point until the new capacity serves: alarm evaluation and UpdateTable, in minutes. */
  readonly updateLagMinutes: number;
  /** Consumption counts as below target when it is below this share of the target. */
  readonly scaleInBelow: number;
  /** Seconds of unused capacity that lie in the burst bucket when the simulation begins. */
  readonly bankedSecondsAtStart: number;
  /** From one page of a Query or Scan to the next, in milliseconds. */
  readonly pageGapMs: number;
}

export const heatAssumptions: HeatAssumptions = {
  updateLagMinutes: 3,
  scaleInBelow: 1,
  bankedSecondsAtStart: 300,
  pageGapMs: 50,
};

/** The same in words, a sentence each, for reports. */
export function assumptionWords(of: HeatAssumptions): readonly string[] {
  return [
    `new capacity serves ${of.updateLagMinutes} min after the point that asked for it (alarm and UpdateTable; AWS publishes no figure)`,
    `auto scaling scales in when consumption is below ${percent(of.scaleInBelow)} of the target for 15 minutes`,
    `the burst bucket holds ${of.bankedSecondsAtStart} s of capacity when the day begins`,
    `a request takes its units at once or not at all, and nothing is tried again`,
    `pages of a Query or Scan follow each other every ${of.pageGapMs} ms; a throttled page ends its operation`,
    'all items of one partition key lie on one partition, as they do until DynamoDB splits it (no timing is published)',
  ];
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
