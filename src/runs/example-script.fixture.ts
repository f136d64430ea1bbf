import type { RunRecord, VerdictRecord } from './run-record.ts';
import type { ScriptRecord } from './script-record.ts';

/** What a script's own code measured, with everything that its record can hold. */
export function exampleScript(): ScriptRecord {
  return {
    checks: [
      { group: '', name: 'has a token', passes: 5990, fails: 10 },
      { group: '::checkout', name: 'an order came back', passes: 1200, fails: 0 },
    ],
    metrics: [
      metric('iterations', 'counter', { count: 6000, rate: 100 }),
      metric('iteration_duration', 'trend', trend(4.02), 'time'),
      metric('checks', 'rate', { rate: 0.998612, passes: 7190, fails: 10 }),
      { ...metric('baskets', 'counter', { count: 1200, rate: 20 }), custom: true },
      { ...metric('basket_total', 'trend', trend(1250)), custom: true },
      { ...metric('checkout_time', 'trend', trend(12.5), 'time'), custom: true },
      { ...metric('repeat_buyers', 'rate', { rate: null, passes: 0, fails: 0 }), custom: true },
      { ...metric('stock', 'gauge', { value: 17, min: 3, max: 40 }), custom: true },
    ],
  };
}

function metric(
  name: string,
  type: ScriptRecord['metrics'][number]['type'],
  values: Readonly<Record<string, number | null>>,
  contains: 'time' | 'default' = 'default',
): ScriptRecord['metrics'][number] {
  return { name, type, contains, custom: false, values };
}

function trend(median: number): Record<string, number> {
  const times = { avg: 1.2, min: 0.5, med: 1, max: 6, 'p(90)': 2, 'p(95)': 3, 'p(99)': 5 };
  return Object.fromEntries(Object.entries(times).map(([name, factor]) => [name, factor * median]));
}

/** A run of a script, with thresholds of every verdict. */
export function scripted(run: RunRecord): RunRecord {
  const targets = run.targets.map((target, at) => (at === 0 ? { ...target, script: exampleScript() } : target));
  return { ...run, targets, verdicts: [...run.verdicts, ...thresholds(targets[0]?.name ?? '')] };
}

function thresholds(target: string): VerdictRecord[] {
  const own = { target, pattern: null, kind: 'threshold' } as const;
  return [
    { ...own, objective: 'checkout_time p(95)<40', value: 37.5, verdict: 'met', why: 'p(95) was 37.5 ms' },
    { ...own, objective: 'checks rate==1', value: 0.998612, verdict: 'missed', why: 'checks held for 7190 of 7200' },
    {
      ...own,
      objective: 'repeat_buyers rate>0.1',
      value: null,
      verdict: 'unproven',
      why: 'nothing was measured of repeat_buyers',
    },
  ];
}

/** How a run says that it ended before its time. */
export const exampleEnd: NonNullable<RunRecord['endedBy']> = {
  what: 'threshold',
  why: 'checks rate==1 on postgres, which has abortOnFail: checks held for 7190 of 7200',
};
