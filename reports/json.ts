import type { RunRecord } from '../src/runs/run-record.ts';

/** The record itself, as `run.json` has it. */
export function jsonReport(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}
