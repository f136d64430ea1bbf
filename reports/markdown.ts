import type { RunRecord, VerdictRecord } from '../src/runs/run-record.ts';
import { splitText } from './console-table.ts';
import { failureLines, failureText } from './failure-lines.ts';
import { moment, units, whole } from './figures.ts';
import { findingTexts } from './findings.ts';
import { migrationLines, migrationNotes, migrationTables } from './migration-table.ts';
import { type OverallAnswer, overallAnswer } from './overall-answer.ts';
import { reasonLines } from './reason-lines.ts';
import type { Reason } from './reasons.ts';
import {
  type ClassView,
  limitText,
  type PatternCell,
  type PatternRow,
  percentileText,
  type RunView,
  runView,
  type TargetView,
} from './run-view.ts';
import {
  answersText,
  claimsText,
  engineText,
  generatorText,
  headline,
  monthTexts,
  priceText,
  reasonText,
} from './run-words.ts';
import { type ScriptTable, scriptTables } from './script-tables.ts';
import { plain } from './text/text-width.ts';

/** A chart that lies beside the report. */
export interface ChartImage {
  readonly title: string;
  readonly alt: string;
  /** Relative to the report. */
  readonly path: string;
}

/** GitHub-flavoured Markdown, for a comment on a pull request, a step's summary, or a file beside the run. */
export function markdownReport(record: RunRecord, images: readonly ChartImage[] = []): string {
  const view = runView(record);
  const answer = overallAnswer(view);
  const sections = [
    `## ${icons[answer.answer]} ${escaped(view.title)}: ${answer.answer}`,
    escaped(headline(view)),
    `**${escaped(answer.sentence)}**`,
    ...answer.caveats.map((caveat) => `> ${escaped(caveat)}`),
    ...reasonSections(answer),
    ...view.classes.map((each) => classSection(view, each)),
    migrationSection(record),
    ...scriptTables(view).map(scriptSection),
    footnotes(view),
    summary(view, answer),
    ...images.map(({ title, alt, path }) => `### ${escaped(title)}\n\n![${escaped(alt)}](${encodeURI(path)})`),
    provenance(view),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const icons: Readonly<Record<OverallAnswer['answer'] | VerdictRecord['verdict'], string>> = {
  holds: '✅',
  'does not hold': '❌',
  unproven: '⚠️',
  met: '✅',
  missed: '❌',
};

const reasonTitles: Readonly<Record<Reason['kind'], string>> = {
  missed: 'Missed',
  differs: 'Answers that differ',
  claim: 'Claims that do not hold',
  unproven: 'Unproven',
};

function reasonSections({ reasons }: OverallAnswer): string[] {
  const kinds = ['missed', 'differs', 'claim', 'unproven'] as const;
  return kinds.flatMap((kind) => {
    const own = reasons.filter((reason) => reason.kind === kind);
    if (own.length === 0) return [];
    const list = reasonLines(own)
      .map((reason) => `- ${escaped(reasonText(reason))}`)
      .join('\n');
    return [`<details open>\n<summary>${reasonTitles[kind]} (${own.length})</summary>\n\n${list}\n\n</details>`];
  });
}

function classSection(view: RunView, { title, rows }: ClassView): string {
  const heads = [
    ['pattern', 'left'],
    ...view.targets.flatMap((target) => latencyHeads(target)),
    ['objective p99 ms', 'right'],
    ...view.targets.map(({ short }) => [view.targets.length > 1 ? `verdict ${short}` : 'verdict', 'left']),
    ...unitTargets(view).flatMap(({ unitsMark }) => [
      [`read units/op.${unitsMark}`, 'right'],
      [`write units/op.${unitsMark}`, 'right'],
    ]),
  ];
  const lines = [
    heads.map(([head = '']) => escaped(head)),
    heads.map(([, align]) => (align === 'right' ? '---:' : '---')),
    ...rows.map((row) => cellsOf(view, row)),
  ];
  return `### ${title[0]?.toUpperCase()}${title.slice(1)}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`;
}

const unitTargets = (view: RunView) => view.targets.filter(({ hasUnits }) => hasUnits);

function latencyHeads(target: TargetView): string[][] {
  return [
    [`${engineText(target, true)} p50 ms`, 'right'],
    ['p99 ms', 'right'],
    ...target.lost.map((kind) => [kind, 'right']),
  ];
}

function cellsOf(view: RunView, row: PatternRow): string[] {
  return [
    escaped(`${row.id} ${row.name}`),
    ...view.targets.flatMap((target, at) => latencyCells(target, row.cells[at])),
    escaped(limitText(row.limits)),
    ...row.cells.map(verdictText),
    ...view.targets.flatMap((target, at) => (target.hasUnits ? unitCells(row.cells[at]) : [])),
  ];
}

function latencyCells({ lost }: TargetView, cell: PatternCell | null | undefined): string[] {
  if (cell == null) return ['', '', ...lost.map(() => '')];
  const { response } = cell.pattern;
  const percentiles = [response.p50, response.p99].map((value) => escaped(percentileText(value, cell.pattern)));
  return [...percentiles, ...lost.map((kind) => (cell.pattern[kind] === 0 ? '-' : whole(cell.pattern[kind])))];
}

function verdictText(cell: PatternCell | null): string {
  if (cell === null) return '';
  return cell.verdict === null ? '-' : `${icons[cell.verdict]} ${cell.verdict}`;
}

function unitCells(cell: PatternCell | null | undefined): string[] {
  const of = cell?.units ?? null;
  if (of === null) return ['-', '-'];
  return (['read', 'write'] as const).map((which) => {
    if (of[which] === 0) return '-';
    const split = splitText(of, which);
    return escaped(split === '' ? units(of[which]) : `${units(of[which])} (${split})`);
  });
}

function scriptSection({ title, heads, rows }: ScriptTable): string {
  const lines = [
    heads.map(escaped),
    heads.map(() => '---'),
    ...rows.map(({ cells, verdict }) =>
      cells
        .map((cell) => escaped(cell))
        .map((cell, at) => (isVerdict(title, at) && verdict !== null ? `${icons[verdict]} ${cell}` : cell)),
    ),
  ];
  const name = `${title[0]?.toUpperCase()}${title.slice(1)}`;
  return `### ${name}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`;
}

/** The cell that says how a row stands. */
function isVerdict(title: ScriptTable['title'], at: number): boolean {
  return at === 3 && title !== 'custom metrics';
}

function migrationSection({ migration }: RunRecord): string {
  if (migration === undefined) return '';
  const tables = migrationTables(migration).map(({ caption, columns }) => {
    const lines = [
      columns.map(({ group, head }, at) => escaped(at === 0 ? 'phase' : `${group} ${head}`)),
      columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
      ...migration.phases.map((phase) => columns.map(({ text }) => escaped(text(phase)))),
    ];
    return `### ${caption[0]?.toUpperCase()}${caption.slice(1)}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`;
  });
  const differences = migrationLines(migration).map((line) => `- ${escaped(line)}`);
  return [...tables, differences.join('\n'), migrationNotes(migration).map(escaped).join('<br>\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function footnotes({ footnotes: notes }: RunView): string {
  return notes.map(({ mark, text }) => `${mark} ${escaped(text)}`).join('<br>\n');
}

function summary(view: RunView, answer: OverallAnswer): string {
  const lines = [
    ...failureLines(view).map((line) => ['failed', failureText(line)]),
    ['answers', answersText(view, answer)],
    ['claims', claimsText(answer)],
    ...findingTexts(view.record.findings ?? []).map((text) => ['finding', text]),
    ...monthTexts(view).map((text) => ['a month', text]),
    ['prices', priceText(view)],
    ...view.targets.map((target) => ['generator', generatorText(target)]),
    ...(view.record.notes ?? []).map((note) => ['note', note]),
  ];
  const told = lines.filter(([, text]) => text !== '');
  return ['| | |', '| --- | --- |', ...told.map(([label, text = '']) => `| ${label} | ${escaped(text)} |`)].join('\n');
}

function provenance({ record }: RunView): string {
  const { id, startedAt, scenario, dataset, environment } = record;
  const words = [
    `run ${id}`,
    scenario.name,
    moment(startedAt),
    `dataset ${dataset.hash}, random seed ${dataset.randomSeed}`,
    `patternbench ${environment.patternbench}, Node ${environment.node}, ${environment.cores} × ${environment.cpu}`,
  ];
  return `<sub>${escaped(words.join(' · '))}</sub>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '@': '&#64;',
  '#': '&#35;',
};

/** Text that stays text: no markup, no table cell's end, no mention of a person, no link to an issue. */
function escaped(text: string): string {
  return plain(text)
    .replace(/[&<>@#]/g, (character) => entities[character] ?? character)
    .replace(/[\\`*_[\]|~]/g, '\\$&');
}
