/** `transactional` is what TransactGetItems reads with. */
export type Consistency = 'eventual' | 'strong';
export type ReadMode = Consistency | 'transactional';

const readUnitBytes = 4096;

const unitsPerBlock: Readonly<Record<ReadMode, number>> = { eventual: 0.5, strong: 1, transactional: 2 };

/**
 * Read units of one thing that is read at once: an item (0 bytes where it is missing), or all that one page of a Query
 * or a Scan read, before filter and projection. Rounded up to 4 KB, never less than one block.
 */
export function readUnits(bytes: number, mode: ReadMode): number {
  return Math.max(1, Math.ceil(bytes / readUnitBytes)) * unitsPerBlock[mode];
}
