import type { TargetName } from '../targets/target.ts';
import type { MeasuredSize } from './growth.ts';

/** No operation may take longer. */
export const slowestMs = 180_000;

/**
 * Why a pattern is not asked at a size: by what one operation of it took at the largest size before, times the growth of
 * the users squared for a scan (each of its pages may cost an emulator the whole rest), as is for all others. `null`: it is asked.
 */
export function tooSlowAt(
  dau: number,
  pattern: string,
  target: TargetName,
  measured: readonly MeasuredSize[],
): string | null {
  const before = measured.toSorted((one, other) => other.dau - one.dau)[0];
  const own = (before?.operations ?? []).filter((one) => one.pattern === pattern && one.target === target);
  if (before === undefined) return null;
  const times = own.flatMap(({ serviceMs }) => serviceMs ?? []);
  if (times.length === 0) return `no operation was answered at ${before.dau} DAU`;
  const scans = own.some(({ requests }) => requests.some(({ access }) => access === 'scan'));
  const meanMs = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  const expectedMs = meanMs * (scans ? (dau / before.dau) ** 2 : 1);
  if (expectedMs <= slowestMs) return null;
  return `one operation took ${seconds(meanMs)} at ${before.dau} DAU and may take ${seconds(expectedMs)} at ${dau}`;
}

const seconds = (ms: number): string => `${(ms / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} s`;
