import type { TargetRecord, VerdictRecord } from '../src/runs/run-record.ts';
import type { MetricRecord } from '../src/runs/script-record.ts';
import { ms, whole } from './figures.ts';
import type { RunView } from './run-view.ts';

/** What a scenario script measured and asked for, as tables of text; only those that have rows. */
export interface ScriptTable {
  readonly title: 'thresholds' | 'checks' | 'custom metrics';
  readonly heads: readonly string[];
  readonly rows: readonly ScriptRow[];
}

export interface ScriptRow {
  readonly cells: readonly string[];
  /** How the row stands; `null` for a figure alone. */
  readonly verdict: VerdictRecord['verdict'] | null;
}

export function scriptTables(view: RunView): ScriptTable[] {
  const tables: ScriptTable[] = [
    { title: 'thresholds', heads: ['threshold', 'on', 'found', 'verdict'], rows: thresholdRows(view) },
    { title: 'checks', heads: ['check', 'on', 'passed', 'failed'], rows: each(view, checkRows) },
    { title: 'custom metrics', heads: ['metric', 'on', 'found'], rows: each(view, metricRows) },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function thresholdRows({ record, targets }: RunView): ScriptRow[] {
  const order: readonly VerdictRecord['verdict'][] = ['missed', 'unproven', 'met'];
  return record.verdicts
    .filter(({ kind }) => kind === 'threshold')
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    .map(({ target, pattern, objective, value, verdict }) => {
      const on = targets.find(({ name }) => name === target)?.label ?? '-';
      const of = pattern === null || objective.includes(`pattern:${pattern}`) ? objective : `${objective} (${pattern})`;
      return { cells: [of, on, value === null ? '-' : figure(value), verdict], verdict };
    });
}

function each({ targets }: RunView, rowsOf: (target: TargetRecord, on: string) => ScriptRow[]): ScriptRow[] {
  return targets.flatMap(({ record, label }) => rowsOf(record, label));
}

function checkRows({ script }: TargetRecord, on: string): ScriptRow[] {
  return (script?.checks ?? []).map(({ group, name, passes, fails }) => ({
    cells: [group === '' ? name : `${group}::${name}`, on, whole(passes), fails === 0 ? '-' : whole(fails)],
    verdict: fails === 0 ? null : 'missed',
  }));
}

function metricRows({ script }: TargetRecord, on: string): ScriptRow[] {
  return (script?.metrics ?? [])
    .filter(({ custom }) => custom)
    .map((metric) => ({ cells: [metric.name, on, metricText(metric)], verdict: null }));
}

/** `p(95) 12.5 ms, med 3.1 ms, max 40 ms`; what nobody measured is said. */
function metricText({ type, contains, values }: MetricRecord): string {
  const shown = statistics[type].flatMap((name) => {
    const value = values[name];
    if (value === undefined || value === null) return [];
    return [`${name} ${contains === 'time' ? `${ms(value)} ms` : figure(value)}`];
  });
  const isEmpty = type === 'rate' && values.rate === null;
  return shown.length === 0 || isEmpty ? 'nothing measured' : shown.join(', ');
}

const statistics: Readonly<Record<MetricRecord['type'], readonly string[]>> = {
  counter: ['count', 'rate'],
  gauge: ['value', 'min', 'max'],
  rate: ['rate', 'passes', 'fails'],
  trend: ['med', 'p(90)', 'p(95)', 'max'],
};

/** Up to four digits behind the point, as many as there are to tell. */
function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 1 ? 6 : 2 });
}
