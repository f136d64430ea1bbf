import type { PatternRecord, RunRecord, TargetRecord } from '../src/runs/run-record.ts';

/** A row per target, pattern and statistic; where a figure comes from stands beside it, its unit in its column's name. */
export function csvReport(record: RunRecord): string {
  const rows = record.targets.flatMap((target) =>
    target.patterns.flatMap((pattern) => rowsOf(target, pattern).map((row) => cellsOf(record, target, pattern, row))),
  );
  return `${[columns, ...rows].map((cells) => cells.map(field).join(',')).join('\r\n')}\r\n`;
}

const columns = [
  'run',
  'target',
  'provenance',
  'pattern',
  'name',
  'class',
  'statistic',
  'table',
  'index',
  'figure_is',
  'value_ms',
  'value_count',
  'value_bytes',
  'value_read_units',
  'value_write_units',
  'note',
] as const;

/** One statistic: its value stands in exactly the columns of its unit. */
interface Row {
  readonly statistic: string;
  readonly figureIs: 'counted' | TargetRecord['latencyIs'] | TargetRecord['unitsAre'];
  readonly ms?: number | null;
  readonly count?: number;
  readonly bytes?: number;
  readonly units?: {
    readonly table: string;
    readonly index: string | null;
    readonly read: number;
    readonly write: number;
  };
  readonly note?: string;
}

function rowsOf(target: TargetRecord, pattern: PatternRecord): Row[] {
  const unitsAre = pattern.unitsAre ?? target.unitsAre;
  return [
    ...countRows(pattern),
    ...timeRows(target, pattern),
    { statistic: 'bytes', figureIs: 'counted', bytes: pattern.bytes },
    ...pattern.consumed.map((units): Row => ({ statistic: 'consumed', figureIs: unitsAre, units })),
    ...(unitsAre === 'modelled' ? [] : (pattern.modelled ?? [])).map(
      (units): Row => ({ statistic: 'consumed', figureIs: 'modelled', units }),
    ),
  ];
}

function countRows(pattern: PatternRecord): Row[] {
  const { scheduled, completed, failed, dropped, errors, items, requests, evaluated, verified, postgres } = pattern;
  const counts = {
    scheduled,
    completed,
    failed,
    dropped,
    ...Object.fromEntries(Object.entries(errors).map(([kind, many]) => [`failed: ${kind}`, many])),
    items,
    evaluated,
    requests,
    verified,
    'postgres rows': postgres?.rows,
    'postgres buffers hit': postgres?.buffersHit,
    'postgres buffers read': postgres?.buffersRead,
  };
  return Object.entries(counts).flatMap(([statistic, count]): Row[] =>
    count === undefined ? [] : [{ statistic, figureIs: 'counted', count }],
  );
}

function timeRows({ latencyIs }: TargetRecord, { response, service, lag, dropped }: PatternRecord): Row[] {
  const { p99Interval, ...percentiles } = response;
  const [low = null, high = null] = p99Interval ?? [];
  const note = (value: number | null) => (value === null && dropped > 0 ? { note: 'among the dropped' } : {});
  const rows = (time: string, values: object, figureIs: Row['figureIs']): Row[] =>
    Object.entries(values).map(([name, value]) => {
      const ms = typeof value === 'number' ? value : null;
      return { statistic: `${time} ${name}`, figureIs, ms, ...(time === 'response' ? note(ms) : {}) };
    });
  return [
    ...rows('response', { ...percentiles, 'p99 low': low, 'p99 high': high }, latencyIs),
    ...rows('service', service, latencyIs),
    ...rows('lag', lag, 'measured'),
  ];
}

function cellsOf(
  { id }: RunRecord,
  target: TargetRecord,
  pattern: PatternRecord,
  row: Row,
): readonly (string | number)[] {
  const { ms, count, bytes, units } = row;
  return [
    id,
    target.name,
    target.provenance,
    pattern.pattern,
    pattern.name,
    pattern.class,
    row.statistic,
    units?.table ?? '',
    units?.index ?? '',
    row.figureIs,
    ms ?? '',
    count ?? '',
    bytes ?? '',
    units?.read ?? '',
    units?.write ?? '',
    row.note ?? '',
  ];
}

/** RFC 4180; blanks at the ends are quoted as well, since some readers trim. */
function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
