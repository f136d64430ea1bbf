import type { CheckedPattern } from '../src/runs/check-record.ts';
import type { LedgerRecord } from '../src/runs/ledger-record.ts';
import { ledgerTexts } from './ledger-words.ts';
import { padEnd, textWidth } from './text/text-width.ts';

export interface CheckTableOptions {
  readonly width: number;
  /** What DynamoDB reported beside the documented rules; `null` where it was not asked. */
  readonly ledger: (LedgerRecord & { readonly engine: string }) | null;
}

/** What `check` found, a line a pattern, and below it what differs, in words. */
export function checkTable(patterns: readonly CheckedPattern[], { width, ledger }: CheckTableOptions): string {
  const targets = patterns[0]?.dataset.map(({ target }) => target) ?? [];
  const head = [
    'pattern',
    'asked',
    'each other',
    ...targets.map((target) => `${target} and dataset`),
    ...(ledger === null ? [] : ['units']),
  ];
  const rows = patterns.map(({ pattern, name, parameters, verdict, dataset }) => [
    `${pattern} ${name}`,
    String(parameters),
    verdict,
    ...dataset.map((one) => one.verdict),
    ...(ledger === null ? [] : [unitsVerdict(ledger, pattern)]),
  ]);
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => textWidth(row[column] ?? ''), title.length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => padEnd(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const differences = patterns.flatMap((pattern) => differencesOf(pattern, width));
  return [
    line(head),
    ...rows.map(line),
    ...(differences.length === 0 ? [] : ['', ...differences]),
    '',
    summary(patterns),
    ...wrapped(leftText(patterns), width).filter((text) => text !== ''),
    ...(ledger === null
      ? []
      : ledgerTexts(ledger, ledger.engine, 'with --json').flatMap((text) => wrapped(text, width))),
  ].join('\n');
}

/** Of all that the pattern's operations took: as the rules have it, or not and why. */
function unitsVerdict({ patterns }: LedgerRecord, pattern: string): string {
  const rows = patterns.find((one) => one.pattern === pattern)?.rows;
  if (rows === undefined) return 'not compared';
  if (rows.some(({ unexplained }) => unexplained > 0)) return 'differ';
  const faults = new Set(rows.flatMap((row) => row.faults));
  return faults.size === 0 ? 'as the rules' : [...faults].join(', ');
}

function differencesOf({ pattern, name, verdict, difference, why, dataset }: CheckedPattern, width: number): string[] {
  const told = [
    ...(difference === null ? [] : [`${verdict}${why === null ? '' : ` (${why})`}: ${difference}`]),
    ...dataset.flatMap((one) => (one.difference === null ? [] : [`${one.target} and the dataset: ${one.difference}`])),
  ];
  return told.length === 0
    ? []
    : [`${pattern} ${name}`, ...told.flatMap((text) => wrapped(text, width - 3).map((part) => `   ${part}`))];
}

/** Which targets were asked fewer parameters than were planned; empty where none was. */
function leftText(patterns: readonly CheckedPattern[]): string {
  const told = patterns.flatMap(({ pattern, left = [] }) =>
    left.map(({ target, parameters }) => `${parameters} of ${pattern} on ${target}`),
  );
  return told.length === 0 ? '' : `parameters that there was no time for (--time-per-pattern): ${told.join(', ')}`;
}

/** How many are equal, with the figures that make up the whole. */
export function summary(patterns: readonly CheckedPattern[]): string {
  const equal = patterns.filter(({ verdict }) => verdict === 'equal').length;
  const byDesign = patterns.filter(({ verdict }) => verdict === 'differs by design').length;
  const differs = patterns.filter(({ verdict }) => verdict === 'differs').length;
  const asInDataset = patterns.filter(({ dataset }) => dataset.every(({ verdict }) => verdict === 'equal')).length;
  const alone = patterns.length - equal - byDesign - differs;
  const between =
    alone === patterns.length
      ? ''
      : `${equal} of ${patterns.length} patterns equal on both targets, ${differs} differ${byDesign === 0 ? '' : `, ${byDesign} differ by design`}; `;
  return `${between}${asInDataset} of ${patterns.length} answer as the dataset says`;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
