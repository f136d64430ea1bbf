import { describe, expect, it } from 'vitest';
import type { Measurement } from './measurement.ts';
import { Recorder } from './recorder.ts';
import { responseOf, Summaries } from './summaries.ts';

const measurement = (pattern: string, responseUs: number, phase = 'measured'): Measurement => ({
  pattern,
  phase,
  scheduledUs: 0,
  startedUs: 0,
  sentUs: 0,
  doneUs: responseUs,
  poolWaitUs: 0,
  outcome: { state: 'ok' },
  cost: { requests: 1, items: 1, evaluated: 1, bytes: 100, consumed: [] },
});

describe('the summaries of a load', () => {
  it('add up the intervals of all threads, per pattern and phase, and show each second', () => {
    const summaries = new Summaries();
    const [one, two] = [new Recorder(), new Recorder()];
    one.record(measurement('02', 5000, 'warm-up'));
    expect(summaries.absorb(0, [one.take(), two.take()])).toEqual([
      { second: 0, phase: 'warm-up', pattern: '02', completed: 1, failed: 0, dropped: 0, p50Ms: 5, p99Ms: 5, maxMs: 5 },
    ]);
    one.record(measurement('02', 1000));
    two.record(measurement('02', 2000));
    two.record(measurement('02', 1500));
    two.drop('measured', '02');
    two.record(measurement('07', 300));
    expect(summaries.absorb(1, [one.take(), two.take()])).toEqual([
      {
        second: 1,
        phase: 'measured',
        pattern: '02',
        completed: 3,
        failed: 0,
        dropped: 1,
        p50Ms: 1.5,
        p99Ms: null,
        maxMs: 2,
      },
      {
        second: 1,
        phase: 'measured',
        pattern: '07',
        completed: 1,
        failed: 0,
        dropped: 0,
        p50Ms: 0.3,
        p99Ms: 0.3,
        maxMs: 0.3,
      },
    ]);
    expect(summaries.all().map(({ phase, pattern, summary }) => [phase, pattern, summary.scheduled])).toEqual([
      ['warm-up', '02', 1],
      ['measured', '02', 4],
      ['measured', '07', 1],
    ]);
    expect(summaries.get('measured', '08')).toBeNull();
  });

  it('give the response time as it is saved and judged', () => {
    const summaries = new Summaries();
    for (let second = 0; second < 20; second++) {
      const recorder = new Recorder();
      for (let k = 1; k <= 100; k++) recorder.record(measurement('02', k * 1000));
      if (second === 7) for (let k = 0; k < 3; k++) recorder.drop('measured', '02');
      summaries.absorb(second, [recorder.take()]);
    }
    const found = summaries.get('measured', '02');
    const response = found === null ? null : responseOf(found);
    expect(response?.samples).toBe(2003);
    expect(response?.figures()).toEqual({
      p50: 51.007,
      p90: 91.007,
      p95: 96.063,
      p99: 100,
      p999: null,
      max: 100,
    });
    expect(response?.isAmongDropped(99.9)).toBe(true);
    expect(response?.isAmongDropped(99)).toBe(false);
    expect(response?.meanMs).toBe(50.5);
    expect(response?.minMs).toBe(1);
  });
});
