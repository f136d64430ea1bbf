import { shown } from '../workload/findings.ts';
import type { Difference } from './canonical.ts';

/** A difference as a sentence: which place, what was expected, what came. */
export function inWords({ path, expected, found }: Difference): string {
  const place = path === '' ? 'the answer' : path;
  return `${place}: expected ${said(expected)}, found ${said(found)}`;
}

/** A description stands as it is, a value as JSON. */
function said(value: unknown): string {
  return value === null || value === undefined ? 'none' : shown(value);
}
