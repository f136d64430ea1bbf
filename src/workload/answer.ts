/**
 * What an access pattern answers, freed of the engine: plain values under the workload's own field names. Times are ISO
 * 8601 text, a missing value and null are the same, and nothing is `undefined`.
 */
export type Answer = null | boolean | number | string | readonly Answer[] | { readonly [field: string]: Answer };

/** Parses an answer when somebody looks at it. Most answers of a load are only counted. */
export type ReadAnswer = () => unknown;
