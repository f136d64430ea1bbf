import type { FindingRecord } from '../runs/coverage-record.ts';
import type { Evidence } from './evidence/evidence.ts';

/** What a rule says of one place of a design. */
export type Found = Omit<FindingRecord, 'rule' | 'title'>;

/** A general rule of design. `Needs` is the part of the evidence that it looks at. */
export interface Rule<Needs extends keyof Evidence = keyof Evidence> {
  readonly id: string;
  /** In a few words, as a heading: `a scan that grows with the data`. */
  readonly title: string;
  /** Nothing where the evidence gives no reason. */
  find(evidence: Pick<Evidence, Needs>): readonly Found[];
}
