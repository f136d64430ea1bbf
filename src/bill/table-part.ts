import type { TableClass } from './bill-file.ts';
import type { FreeTier } from './price.ts';

/** A table itself, or one of its indexes: what lines of a bill are kept apart by. */
export interface TablePart {
  readonly table: string;
  readonly tableClass: TableClass;
  /** `null`: the table itself. */
  readonly index: string | null;
  /** Where it stands in the input. */
  readonly place: string;
}

/** What of the free tier a part may take: nothing of Standard-IA is free. */
export function freeBand(part: TablePart, band: keyof FreeTier): keyof FreeTier | null {
  return part.tableClass === 'standard' ? band : null;
}
