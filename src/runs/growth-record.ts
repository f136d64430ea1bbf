/** How a pattern's cost follows the size of the dataset, on one target. */
export interface PatternGrowth {
  readonly pattern: string;
  readonly name: string;
  readonly target: string;
  /** From the smallest to the largest at which it was measured. */
  readonly sizes: readonly SizeWork[];
  /** Of DynamoDB's units, read and written together; `null` where it has none, or none at two sizes. */
  readonly units: PowerFit | null;
  readonly evaluated: PowerFit | null;
  readonly serviceMs: PowerFit | null;
  /** By the rule of `growsWithData`. */
  readonly grows: boolean;
  /** Why it was not asked at the sizes that are missing. */
  readonly leftOut: string | null;
}

/** Means of one operation. */
export interface SizeWork {
  readonly dau: number;
  readonly operations: number;
  readonly units: number;
  readonly evaluated: number;
  readonly serviceMs: number;
}

/** y = factor × xᵉˣᵖᵒⁿᵉⁿᵗ by least squares of the logarithms. */
export interface PowerFit {
  readonly exponent: number;
  /** `null` of two points, which every power law meets. */
  readonly standardError: number | null;
  /** 95 %, by Student's t. */
  readonly interval: readonly [number, number] | null;
  readonly factor: number;
  readonly points: number;
}
