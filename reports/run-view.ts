import type { PatternRecord, RunRecord, TargetRecord, VerdictRecord } from '../src/runs/run-record.ts';
import type { PatternClass } from '../src/workload/pattern.ts';
import { engineName, serviceName, shortName } from './engine-name.ts';
import { ms } from './figures.ts';
import { type TimeLimit, timeLimit } from './objective.ts';

/** A run in the shape of its tables: a row per pattern, a cell per target; every renderer starts from it. */
export interface RunView {
  readonly record: RunRecord;
  readonly title: string;
  readonly targets: readonly TargetView[];
  readonly classes: readonly ClassView[];
  /** Verdicts of the run as a whole, of no single pattern. */
  readonly overall: readonly VerdictRecord[];
  readonly footnotes: readonly Footnote[];
}

export interface TargetView {
  readonly record: TargetRecord;
  readonly name: string;
  /** `DynamoDB Local 3.3.1`. */
  readonly label: string;
  /** `DDB`. */
  readonly short: string;
  /** Of the footnote that says it is an emulator; empty where it is none. */
  readonly mark: string;
  /** Whether anything was charged in units. */
  readonly hasUnits: boolean;
  /** Of the footnote that says its units are modelled; empty where they are reported. */
  readonly unitsMark: string;
  /** What was lost on it at all: columns that would be empty are not shown. */
  readonly lost: readonly LostKind[];
}

export type LostKind = 'failed' | 'dropped';

export interface Footnote {
  readonly mark: string;
  readonly text: string;
}

export interface ClassView {
  readonly class: PatternClass;
  readonly title: string;
  readonly rows: readonly PatternRow[];
}

export interface PatternRow {
  readonly id: string;
  readonly name: string;
  readonly class: PatternClass;
  /** The objectives on response percentiles, without repeats; empty where none is set. */
  readonly limits: readonly TimeLimit[];
  /** One per target of the run, in the same order; `null` where the pattern was not run on it. */
  readonly cells: readonly (PatternCell | null)[];
}

export interface PatternCell {
  readonly target: TargetView;
  readonly pattern: PatternRecord;
  readonly verdicts: readonly VerdictRecord[];
  /** The worst of its verdicts; `null` where nothing was judged. */
  readonly verdict: VerdictRecord['verdict'] | null;
  /** `null` where nothing was charged or no operation was done. */
  readonly units: OperationUnits | null;
}

/** Units that one operation takes on average. */
export interface OperationUnits {
  readonly read: number;
  readonly write: number;
  readonly parts: readonly {
    readonly table: string;
    readonly index: string | null;
    readonly read: number;
    readonly write: number;
  }[];
}

const classTitles: Readonly<Record<PatternClass, string>> = {
  high: 'high frequency',
  medium: 'medium frequency',
  low: 'low frequency',
};

export function runView(record: RunRecord): RunView {
  const footnotes: Footnote[] = [];
  const targets = inOrder(record.targets).map((target) => targetView(target, footnotes));
  const rows = rowsOf(record, targets);
  const classes = (['high', 'medium', 'low'] as const)
    .map((each) => ({ class: each, title: classTitles[each], rows: rows.filter((row) => row.class === each) }))
    .filter((each) => each.rows.length > 0);
  return {
    record,
    title: record.dataset.title ?? record.dataset.workload,
    targets,
    classes,
    overall: record.verdicts.filter((verdict) => verdict.pattern === null),
    footnotes,
  };
}

/** What there is today stands left of what may replace it. */
function inOrder(targets: readonly TargetRecord[]): readonly TargetRecord[] {
  return [...targets].sort((a, b) => Number(b.name === 'postgres') - Number(a.name === 'postgres'));
}

const marks = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

function targetView(record: TargetRecord, footnotes: Footnote[]): TargetView {
  const label = engineName(record);
  const note = (text: string): string => {
    const mark = marks[footnotes.length] ?? '*';
    footnotes.push({ mark, text });
    return mark;
  };
  const hasUnits = record.patterns.some((pattern) => pattern.consumed.length > 0);
  const modelled = hasUnits && record.patterns.some((pattern) => (pattern.unitsAre ?? record.unitsAre) === 'modelled');
  const emulator = `an emulator: its latency says nothing about ${serviceName(record.name)}’s`;
  return {
    record,
    name: record.name,
    label,
    short: shortName(record.name),
    mark: record.latencyIs === 'emulator' ? note(emulator) : '',
    hasUnits,
    unitsMark: modelled
      ? note(`units modelled by the documented rules where ${label} does not report them as DynamoDB does`)
      : '',
    lost: (['failed', 'dropped'] as const).filter((kind) => record.patterns.some((pattern) => pattern[kind] > 0)),
  };
}

/** In the order of the targets' own lists; a pattern that only one target ran follows where that target has it. */
function rowsOf(record: RunRecord, targets: readonly TargetView[]): PatternRow[] {
  const seen = new Map<string, PatternRecord>();
  for (const { record: target } of targets) {
    for (const pattern of target.patterns) if (!seen.has(pattern.pattern)) seen.set(pattern.pattern, pattern);
  }
  return [...seen.values()].map((pattern) => {
    const cells = targets.map((target) => cellOf(record, target, pattern.pattern));
    return {
      id: pattern.pattern,
      name: pattern.name,
      class: pattern.class,
      limits: limitsOf(cells),
      cells,
    };
  });
}

function cellOf(record: RunRecord, target: TargetView, id: string): PatternCell | null {
  const pattern = target.record.patterns.find((each) => each.pattern === id);
  if (pattern === undefined) return null;
  const verdicts = record.verdicts.filter(
    (each) => each.pattern === id && (each.target === null || each.target === target.name),
  );
  return { target, pattern, verdicts, verdict: worstOf(verdicts), units: operationUnits(pattern) };
}

/** Missed before unproven before met. */
export function worstOf(verdicts: readonly VerdictRecord[]): VerdictRecord['verdict'] | null {
  return (
    (['missed', 'unproven', 'met'] as const).find((each) => verdicts.some(({ verdict }) => verdict === each)) ?? null
  );
}

function limitsOf(cells: readonly (PatternCell | null)[]): TimeLimit[] {
  const limits = new Map<string, TimeLimit>();
  for (const { objective } of cells.flatMap((cell) => cell?.verdicts ?? [])) {
    const limit = timeLimit(objective);
    if (limit?.time === 'response') limits.set(objective, limit);
  }
  return [...limits.values()];
}

function operationUnits({ consumed, completed, failed }: PatternRecord): OperationUnits | null {
  const operations = completed + failed;
  if (operations === 0 || consumed.length === 0) return null;
  const parts = consumed.map((part) => ({ ...part, read: part.read / operations, write: part.write / operations }));
  return {
    read: parts.reduce((sum, { read }) => sum + read, 0),
    write: parts.reduce((sum, { write }) => sum + write, 0),
    parts,
  };
}

/** A percentile as tables show it: `dropped` where it falls among the dropped, `-` where there is none. */
export function percentileText(value: number | null, { dropped }: Pick<PatternRecord, 'dropped'>): string {
  if (value !== null) return ms(value);
  return dropped > 0 ? 'dropped' : '-';
}

/** The limits of a row as tables show them: `10` for a p99 in ms, `p95 30` for another percentile, `-` for none. */
export function limitText(limits: readonly TimeLimit[]): string {
  if (limits.length === 0) return '-';
  return limits
    .map(({ percentile, limitMs }) => (percentile === 99 ? `${limitMs}` : `p${percentile} ${limitMs}`))
    .join(', ');
}
