import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../runs/run-record.ts';
import { notebook, notebookRun } from './notebook.fixture.ts';
import { postgresLoad, upperMeanMs } from './postgres-load.ts';

const workload = notebook();
const same = () => 1;

describe('the mean service time', () => {
  it('is bounded from above by the percentiles', () => {
    // Half at 1 ms, 45 % at 2, 5 % at 4.
    expect(upperMeanMs({ p50: 1, p90: 2, p95: 2, p99: 4, p999: 4, max: 4 })).toBeCloseTo(0.5 + 0.9 + 0.2, 12);
    expect(upperMeanMs({ p50: 3 })).toBeCloseTo(3, 12);
    expect(upperMeanMs({ p50: null })).toBeNull();
  });
});

describe('the load of the notebook on PostgreSQL', () => {
  it('is operations a second × that time', () => {
    // 18 operations a user and day and 24 a day, at 1.6 ms.
    const load = postgresLoad(notebookRun(), workload, 1_000_000, same);
    expect(load?.meanCpus).toBeCloseTo(((18_000_024 / 86_400) * 1.6) / 1000, 9);
    expect(load?.peakCpus).toBeCloseTo(load?.meanCpus ?? 0, 9);
  });

  it('has a peak in an hour that is busier', () => {
    const hours = [...Array<number>(23).fill(1), 11];
    const load = postgresLoad(notebookRun(), notebook({ hours }), 1000, same);
    expect(load?.peakCpus).toBeCloseTo(((load?.meanCpus ?? 0) * 24 * 11) / 34, 9);
  });

  it('names the patterns that the run did not measure', () => {
    expect(postgresLoad(notebookRun(['find']), workload, 10, same)?.missing).toEqual(['find']);
  });

  it('takes what scans a table to be as much slower as the table has more rows', () => {
    const run = notebookRun();
    const scanning: RunRecord = {
      ...run,
      targets: run.targets.map((target) => ({
        ...target,
        patterns: target.patterns.map((one) =>
          one.pattern === 'find' ? { ...one, access: { kind: 'scan', steps: ['Seq Scan on notes'] } } : one,
        ),
      })),
    };
    const tenTimes = (table: string): number => (table === 'notes' ? 10 : 1);
    const before = postgresLoad(run, workload, 10, tenTimes)?.meanCpus ?? 0;
    const after = postgresLoad(scanning, workload, 10, tenTimes)?.meanCpus ?? 0;
    expect(after - before).toBeCloseTo(((24 / 86_400) * 1.6 * 9) / 1000, 12);
  });

  it('reads and writes pages: what was not in memory, and one for each write', () => {
    expect(postgresLoad(notebookRun(), workload, 10, same)?.pagesPerSecond).toBeCloseTo(50 / 86_400, 12);
  });

  it('is unknown without a run on PostgreSQL', () => {
    const run = notebookRun();
    expect(postgresLoad({ ...run, targets: run.targets.slice(0, 1) }, workload, 10, same)).toBeNull();
  });
});
