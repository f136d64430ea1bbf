import type { FindingRecord, PatternCoverage, PostgresNode } from '../src/runs/coverage-record.ts';
import type {
  ExplainedQuery,
  ExplainedRequest,
  ExplainedTarget,
  Explanation,
  UnitsLine,
} from '../src/runs/explanation.ts';
import { brief } from './brief.ts';
import { serviceName } from './engine-name.ts';
import { bytes, counted, ms, units, whole } from './figures.ts';
import { fitted, plain, wrapped } from './text/text-width.ts';

const labelWidth = 11;

/** One pattern on one page of a terminal. */
export function explainPage(explanation: Explanation, { width }: { readonly width: number }): string {
  const { pattern, name, kind, class: of, params, question, findings, targets } = explanation;
  return [
    ...wrapped([`${pattern} ${name}`, kind, `${of} frequency`, objectiveText(explanation)].join(' · '), width),
    ...labelled('asks', [`${brief(params)} (${question})`], width),
    ...labelled('answers', answersText(explanation), width),
    ...targets.flatMap((target) => ['', ...targetLines(target, width)]),
    ...(findings.length === 0 ? [] : ['', ...findings.flatMap((finding) => findingLines(finding, width))]),
  ].join('\n');
}

function objectiveText({ objective, objectiveIs }: Explanation): string {
  if (objective === null) return 'no objective';
  return `objective ${objective}${objectiveIs === 'design' ? " (the design's own)" : ''}`;
}

const verdictWords = {
  equal: 'equal on both engines',
  differs: 'the engines differ',
  'differs by design': 'the engines differ by design',
  'not compared': 'of one engine',
} as const;

function answersText({ verdict, difference, needsStrongConsistency, targets }: Explanation): string[] {
  const wrong = targets.flatMap((one) =>
    one.difference === null ? [] : [`${serviceName(one.target)}: ${one.difference}`],
  );
  const asDataset = targets.every(({ dataset }) => dataset === 'equal')
    ? 'as the dataset has them'
    : 'not as the dataset';
  return [
    `${verdictWords[verdict]}, ${asDataset}`,
    ...(difference === null ? [] : [difference]),
    ...wrong,
    ...(needsStrongConsistency === null ? [] : [`needs the latest state: ${needsStrongConsistency}`]),
  ];
}

function targetLines(target: ExplainedTarget, width: number): string[] {
  const { requests, statements, coverage, withoutPath, failed, answer } = target;
  const shown = requests.slice(0, mostRequests);
  return [
    `${serviceName(target.target)} (${target.provenance})`,
    ...shown.flatMap((request) => requestLines(request, width)),
    ...(requests.length > shown.length
      ? labelled('', [`… and ${counted(requests.length - shown.length, 'request')} more`], width)
      : []),
    ...statements.flatMap((statement) => statementLines(statement, width)),
    ...(coverage === null ? [] : labelled('path', pathText(coverage), width)),
    ...(withoutPath === null ? [] : labelled('', [`no path of its own: ${withoutPath}`], width)),
    ...labelled(
      'answer',
      [failed === null ? (answer === null ? 'none: it writes' : brief(answer)) : `failed: ${failed}`],
      width,
      2,
    ),
    ...(coverage === null ? [] : labelled('measured', coverageTexts(coverage), width)),
  ];
}

const mostRequests = 3;

/** Requests of a page, and their members that say something. */
function requestLines({ operation, input, units: lines, refused }: ExplainedRequest, width: number): string[] {
  const { TableName: table, IndexName: index, ...members } = input ?? {};
  const place = [operation, table, index].filter((part) => typeof part === 'string').join(' ');
  const texts = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${typeof value === 'string' ? value : brief(value)}`],
  );
  return [
    ...labelled('request', [place], width),
    ...texts.flatMap((text) => labelled('', [text], width, 2)),
    ...(refused === null ? [] : labelled('', [`refused: ${refused}`], width)),
    ...labelled('units', lines.map(arithmeticText), width),
  ];
}

/** `T GSI1: 20 items, 55,123 bytes / 4,096 → 14 × 0.5 = 7 read units; the engine reports 7`. */
function arithmeticText(line: UnitsLine): string {
  const { table, index, direction, items, bytes: size, blockBytes, unitsPerBlock, units: computed, reported } = line;
  const place = index === null ? table : `${table} ${index}`;
  const engine = reported === null ? 'the engine reports none' : `the engine reports ${units(reported)}`;
  if (items === null || size === null || computed === null) {
    const most = reported === null ? '' : `, so up to ${whole((reported / unitsPerBlock) * blockBytes)} bytes`;
    return `${place}: ${engine} ${direction} units${most}`;
  }
  const rounded = Math.max(1, Math.ceil(size / blockBytes));
  const sum = `${whole(size)} bytes / ${whole(blockBytes)} → ${whole(rounded)} × ${unitsPerBlock} = ${units(computed)}`;
  return `${place}: ${counted(items, 'item')}, ${sum} ${direction} units; ${engine}`;
}

function statementLines(
  { statement, values, nodes, returned, buffersHit, buffersRead }: ExplainedQuery,
  width: number,
): string[] {
  const given = values.map((value, at) => `$${at + 1} ${brief(value)}`).join('  ');
  const work = `${counted(returned, 'row')}, ${counted(buffersHit + buffersRead, 'page')} of 8 KiB (${whole(buffersRead)} not in memory)`;
  return [
    ...labelled('statement', [statement], width, 6),
    ...labelled('values', given === '' ? [] : [given], width, 3),
    ...labelled('plan', [...nodes.map(nodeText), work], width),
  ];
}

function nodeText({ node, index, table, evaluated, removed, indexWithoutScans }: PostgresNode): string {
  const place = [node, ...(index === null ? [] : ['using', index]), ...(table === null ? [] : ['on', table])].join(' ');
  const read = evaluated === 0 ? '' : `: ${counted(evaluated, 'row')} evaluated`;
  const lost = removed === 0 ? '' : `, ${whole(removed)} removed by its filter`;
  const small = indexWithoutScans === null ? '' : `; it would read ${indexWithoutScans} were the table larger`;
  return `${place}${read}${lost}${small}`;
}

const pathText = ({ path: { kind, steps } }: PatternCoverage): string[] =>
  steps.length === 0 ? [kind] : steps.map((step, at) => (at === 0 ? `${kind}: ${step}` : step));

function coverageTexts({ operations, perOperation, mostEvaluated, serviceMs }: PatternCoverage): string[] {
  const { requests, evaluated, returned, consumed } = perOperation;
  const charged = consumed.map(({ table, index, read, write }) => {
    const of = index === null ? table : `${table} ${index}`;
    return `${units(read + write)} ${read > 0 ? 'RU' : 'WU'} of ${of}`;
  });
  const work = [
    `mean of ${counted(operations, 'operation')}: ${units(requests)} sent`,
    `${units(evaluated)} evaluated (at most ${whole(mostEvaluated)})`,
    `${units(returned)} returned`,
    bytes(perOperation.bytes),
    ...charged,
  ];
  return [work.join(', '), ...(serviceMs === null ? [] : [`median ${ms(serviceMs)} ms`])];
}

function findingLines({ title, severity, evidence, consequence }: FindingRecord, width: number): string[] {
  return labelled('finding', [`${severity}: ${title}`, plain(evidence), `→ ${plain(consequence)}`], width);
}

/** A label and its texts beside it; each takes `most` lines, what is longer is cut. */
function labelled(label: string, texts: readonly string[], width: number, most = Number.POSITIVE_INFINITY): string[] {
  const blank = ' '.repeat(labelWidth + 2);
  return texts.flatMap((text, at) => {
    const first = at === 0 ? `  ${label.padEnd(labelWidth)}` : blank;
    const lines = wrapped(text, width, first, blank);
    const kept = lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]} …`] : lines;
    return kept.map((line) => fitted(line, width));
  });
}
