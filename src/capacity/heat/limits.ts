/** What DynamoDB documents, in units a second unless a name says otherwise. Source: developer guide, service quotas. */
export const partitionReadUnits = 3_000;
export const partitionWriteUnits = 1_000;
/** A new on-demand table or index serves at once. */
export const onDemandStartReadUnits = 12_000;
export const onDemandStartWriteUnits = 4_000;
/** Default quota of a table and of each global index, in either capacity mode. */
export const quotaUnits = 40_000;
/** Seconds of unused capacity that are kept. */
export const burstSeconds = 300;
/** Consecutive one-minute points after which auto scaling scales out, and in. */
export const pointsToScaleOut = 2;
export const pointsToScaleIn = 15;
/** Decreases of provisioned capacity at the start of a UTC day; one more each hour, never more than these in hand. */
export const decreasesBanked = 4;
/** On-demand capacity follows twice the peak of what is longer ago than this. */
export const onDemandPeakMinutes = 30;
