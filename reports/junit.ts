import type { CheckedPattern } from '../src/runs/check-record.ts';
import type { RunRecord, VerdictRecord } from '../src/runs/run-record.ts';
import { differenceOf, isDifferent } from './reasons.ts';
import { type RunView, runView, type TargetView } from './run-view.ts';
import { engineText } from './run-words.ts';

/**
 * JUnit XML as CI servers read it: a suite per target, a test case per verdict. A missed objective is a failure; an
 * unproven one is skipped, with its reason, for nothing was wrong and nothing was shown. Compared answers are a suite
 * of their own, where what differs without a declared reason fails.
 */
export function junitReport(record: RunRecord): string {
  const view = runView(record);
  const ofAll = record.verdicts.filter(({ target }) => target === null).map((each) => verdictCase(view, each, 'run'));
  const answers = (record.check?.patterns ?? []).map((each) => checkCase(record, each));
  const suites: readonly Suite[] = [
    ...view.targets.map((target) => targetSuite(view, target)),
    { name: 'all targets', seconds: 0, properties: {}, cases: ofAll },
    { name: 'answers', seconds: 0, properties: {}, cases: answers },
  ].filter(({ cases }) => cases.length > 0);
  const all = tally(suites.flatMap(({ cases }) => cases));
  const time = record.seconds * record.targets.length;
  const attributes = { name: `patternbench ${record.dataset.workload}`, ...all, errors: 0, time };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributesOf(attributes)}>`,
    ...suites.flatMap((suite) => suiteLines(record, suite)),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly name: string;
  readonly seconds: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly type: string;
  readonly why: string;
}

function targetSuite(view: RunView, target: TargetView): Suite {
  const { name, record } = target;
  const verdicts = view.record.verdicts.filter((each) => each.target === name);
  return {
    name: engineText(target, false),
    seconds: view.record.seconds,
    properties: { provenance: record.provenance, latencyIs: record.latencyIs, unitsAre: record.unitsAre },
    cases: verdicts.map((each) => verdictCase(view, each, name)),
  };
}

const states = { met: 'passed', missed: 'failed', unproven: 'skipped' } as const;

function verdictCase(view: RunView, { pattern, objective, verdict, why }: VerdictRecord, target: string): Case {
  const row = view.classes.flatMap(({ rows }) => rows).find(({ id }) => id === pattern);
  const subject = row === undefined ? 'the whole run' : `${row.id} ${row.name}`;
  return {
    classname: [view.record.dataset.workload, target, ...(row === undefined ? [] : [row.class])].join('.'),
    name: `${subject}: ${objective}`,
    state: states[verdict],
    type: verdict,
    why,
  };
}

function checkCase({ dataset }: RunRecord, checked: CheckedPattern): Case {
  const { pattern, name, verdict, why } = checked;
  const differs = isDifferent(checked);
  return {
    classname: `${dataset.workload}.answers.${checked.class}`,
    name: `${pattern} ${name}: answers`,
    state: differs ? 'failed' : verdict === 'not compared' ? 'skipped' : 'passed',
    type: verdict,
    why: differs ? differenceOf(checked) : (why ?? ''),
  };
}

function tally(cases: readonly Case[]): { tests: number; failures: number; skipped: number } {
  const of = (state: Case['state']) => cases.filter((each) => each.state === state).length;
  return { tests: cases.length, failures: of('failed'), skipped: of('skipped') };
}

function suiteLines({ id, startedAt, dataset }: RunRecord, { name, seconds, cases, properties }: Suite): string[] {
  const attributes = {
    name,
    ...tally(cases),
    errors: 0,
    time: seconds,
    timestamp: startedAt.replace(/(\.\d+)?Z$/, ''),
  };
  const all = { run: id, dataset: dataset.hash, randomSeed: `${dataset.randomSeed}`, ...properties };
  return [
    `  <testsuite${attributesOf(attributes)}>`,
    '    <properties>',
    ...Object.entries(all).map(([key, value]) => `      <property${attributesOf({ name: key, value })}/>`),
    '    </properties>',
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines({ classname, name, state, type, why }: Case): string[] {
  const head = `    <testcase${attributesOf({ classname, name })}`;
  if (state === 'passed') return [`${head}/>`];
  const body =
    state === 'failed'
      ? `      <failure${attributesOf({ type, message: why })}>${escaped(`${name}\n${why}`)}</failure>`
      : `      <skipped${attributesOf({ message: `${type}: ${why}` })}/>`;
  return [`${head}>`, body, '    </testcase>'];
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** For text and attributes of XML 1.0, which cannot hold control characters or halves of surrogate pairs at all. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
