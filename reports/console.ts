import type { RunRecord } from '../src/runs/run-record.ts';
import { migrationSections } from './console-migration.ts';
import { scriptSections } from './console-script.ts';
import { groupGap, patternColumns, type TableLayout, tableLayout, verdictMarks } from './console-table.ts';
import { failureLines, failureText } from './failure-lines.ts';
import { moment } from './figures.ts';
import { findingTexts } from './findings.ts';
import { ledgerTexts } from './ledger-words.ts';
import { type OverallAnswer, overallAnswer } from './overall-answer.ts';
import { reasonLines } from './reason-lines.ts';
import type { Reason } from './reasons.ts';
import { type RunView, runView } from './run-view.ts';
import { answersText, claimsText, generatorText, headline, monthTexts, priceText, reasonText } from './run-words.ts';
import { type Paint, paintFor, type Style } from './text/paint.ts';
import { textTable } from './text/text-table.ts';
import { padEnd, plain, textWidth, wrapped } from './text/text-width.ts';

export interface ConsoleOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
}

/** A run for a terminal: a table per class, what speaks against it, and at the end, above the prompt, the answer. */
export function consoleReport(record: RunRecord, { width, colour }: ConsoleOptions): string {
  const view = runView(record);
  const answer = overallAnswer(view);
  const paint = paintFor(colour);
  const layout = tableLayout(
    view,
    view.classes.flatMap(({ rows }) => rows),
    width,
  );
  const sections = [
    heading(view, width, paint),
    ...tables(view, layout, paint),
    ...(record.migration === undefined ? [] : migrationSections(record.migration, width, paint)),
    ...scriptSections(view, width, paint),
    ...reasonSections(answer, width, paint),
    [...summary(view, answer, width, paint), ...footnotes(view, layout, width, paint)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading(view: RunView, width: number, paint: Paint): string[] {
  const { id, scenario, startedAt, environment } = view.record;
  const under = `run ${id} · ${scenario.name} · ${moment(startedAt)} · patternbench ${environment.patternbench}`;
  return [
    ...wrapped(plain(headline(view)), width, '', '  ').map((line) => paint('bold', line)),
    ...wrapped(plain(under), width, '', '  ').map((line) => paint('dim', line)),
  ];
}

/** Columns stand at the same place in the tables of all classes: each is a part of the table of all. */
function tables(view: RunView, layout: TableLayout, paint: Paint): string[][] {
  const rows = view.classes.flatMap((each) => each.rows);
  return view.classes.map(({ title, rows: own }) => {
    const [groups = '', heads = '', ...body] = textTable(
      patternColumns(view, rows, title, layout),
      paint,
      groupGap(layout),
    );
    return [groups, heads, ...body.filter((_, at) => own.some((row) => row === rows[at]))];
  });
}

const reasonsShown = 12;

const reasonKinds: readonly (readonly [Reason['kind'], Style, string])[] = [
  ['missed', 'bad', 'missed'],
  ['differs', 'bad', 'answers that differ'],
  ['claim', 'bad', 'claims that do not hold'],
  ['unproven', 'open', 'unproven'],
];

function reasonSections({ reasons }: OverallAnswer, width: number, paint: Paint): string[][] {
  return reasonKinds.flatMap(([kind, style, title]) => {
    const own = reasons.filter((reason) => reason.kind === kind);
    if (own.length === 0) return [];
    const told = reasonLines(own);
    const lines = told
      .slice(0, reasonsShown)
      .flatMap((reason) => wrapped(plain(reasonText(reason)), width, '  ', '     '));
    const more = told.length - reasonsShown;
    return [
      [paint(style, `${title} (${own.length})`), ...lines, ...(more > 0 ? [`  and ${more} more in report.html`] : [])],
    ];
  });
}

const answerStyles: Readonly<Record<OverallAnswer['answer'], Style>> = {
  holds: 'good',
  'does not hold': 'bad',
  unproven: 'open',
};

function summary(view: RunView, answer: OverallAnswer, width: number, paint: Paint): string[] {
  const [verdict = '', ...rest] = labelled('verdict', answer.sentence, width);
  const said = answer.sentence.slice(0, answer.sentence.indexOf(':'));
  const months = monthTexts(view);
  const prices = priceText(view);
  return [
    verdict.replace(said, () => paint(answerStyles[answer.answer], said)),
    ...rest,
    ...failureLines(view).flatMap((line, at) => labelled(at === 0 ? 'failed' : '', failureText(line), width)),
    ...labelled('answers', answersText(view, answer), width, 'patternbench check'),
    ...[claimsText(answer)].filter((text) => text !== '').flatMap((text) => labelled('claims', text, width)),
    ...view.targets
      .flatMap(({ record: { ledger }, label }) =>
        ledger === undefined ? [] : ledgerTexts(ledger, label, 'in report.html'),
      )
      .flatMap((text, at) => labelled(at === 0 ? 'units' : '', text, width)),
    ...findingTexts(view.record.findings ?? []).flatMap((text, at) =>
      labelled(at === 0 ? 'findings' : '', text, width),
    ),
    ...(months.length === 0 ? labelled('a month', 'not planned', width, 'patternbench plan') : []),
    ...months.flatMap((month, at) => labelled(at === 0 ? 'a month' : '', month, width)),
    ...(prices === '' ? [] : labelled('prices', prices, width, 'patternbench plan')),
    ...view.targets.flatMap((target, at) => labelled(at === 0 ? 'generator' : '', generatorText(target), width)),
    ...[...answer.caveats, ...(view.record.notes ?? [])].flatMap((note) => labelled('note', note, width)),
  ];
}

const labelWidth = 11;
/** Where the commands stand that tell more; further right the eye does not connect them with their line. */
const rightEnd = 110;

function labelled(label: string, text: string, width: number, command = ''): string[] {
  const lines = wrapped(plain(text), width, padEnd(label, labelWidth), ' '.repeat(labelWidth));
  const last = lines.at(-1) ?? '';
  const end = Math.min(width, rightEnd);
  if (command === '' || textWidth(last) + 3 + command.length > end) return lines;
  return [...lines.slice(0, -1), padEnd(last, end - command.length) + command];
}

function footnotes(view: RunView, { marks }: TableLayout, width: number, paint: Paint): string[] {
  const legend = Object.entries(verdictMarks).map(([verdict, mark]) => `${mark} ${verdict}`);
  const notes = view.footnotes.flatMap(({ mark, text }) => wrapped(plain(text), width, `${mark} `, '  '));
  return [...notes, ...(marks ? [legend.join('  ')] : [])].map((line) => paint('dim', line));
}
