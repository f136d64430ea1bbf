import { describe, expect, it } from 'vitest';
import { isRunId, runId } from './run-id.ts';

const suffix = Uint8Array.of(0, 1, 30, 31, 255, 128);

describe('runId', () => {
  it('is the UTC time to the millisecond, the workload and a letter a byte', () => {
    const id = runId(Date.UTC(2026, 0, 2, 3, 4, 5, 6), 'shop', suffix);
    expect(id).toBe('20260102-030405-006-shop-ab9ahe');
    expect(isRunId(id)).toBe(true);
  });

  it('sorts by time', () => {
    const moments = [1, 999, 1000, 59_999, 60_000, 3_600_000, 86_400_000, 400 * 86_400_000];
    const ids = moments.map((ms) => runId(ms, 'shop', suffix));
    expect([...ids].sort()).toEqual(ids);
  });

  it.each(['latest', 'baseline', '2026-01-02', '20260102-030405-shop'])('does not take %s for an id', (name) => {
    expect(isRunId(name)).toBe(false);
  });
});
