import { shown } from '../workload/findings.ts';
import { canonical, type Difference } from './canonical.ts';

/** A difference as a sentence: which place, what was expected, what came. */
export function inWords({ path, expected, found }: Difference): string {
  const place = path === '' ? 'the answer' : path;
  return `${place}: expected ${said(expected)}, found ${said(found)}`;
}

/** The difference of two answers: which place, and what each of the two has there. */
export function inWordsOfBoth({ path, expected, found }: Difference, one: string, other: string): string {
  const place = path === '' ? 'the answer' : path;
  return `${place}: ${one} has ${said(expected)}, ${other} has ${said(found)}`;
}

/** Parameters as short JSON. */
export function paramsInWords(params: object): string {
  const text = JSON.stringify(canonical(params));
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** A description stands as it is, a value as JSON. */
function said(value: unknown): string {
  return value === null || value === undefined ? 'none' : shown(value);
}
