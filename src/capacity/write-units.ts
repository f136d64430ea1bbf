const writeUnitBytes = 1024;

/** A transaction prepares and commits each item: two writes. */
export const transactionFactor = 2;

/**
 * Write units of one thing that is written: the larger of what was there and what is there after (0 bytes where
 * nothing is), rounded up to 1 KB, never less than one. Put, update, delete and index entries alike.
 */
export function writeUnits(beforeBytes: number, afterBytes: number): number {
  return Math.max(1, Math.ceil(Math.max(beforeBytes, afterBytes) / writeUnitBytes));
}

/** Write units of a write whose condition failed, by the item that exists (0 bytes where none does). */
export function failedConditionUnits(existingBytes: number): number {
  return writeUnits(existingBytes, 0);
}
