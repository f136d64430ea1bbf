import type { FindmaxAnswer, FindmaxRecord, FindmaxTarget, FindmaxWindow } from '../src/runs/findmax-record.ts';
import { engineName } from './engine-name.ts';
import { counted, ms, whole } from './figures.ts';
import { type Paint, paintFor, type Style } from './text/paint.ts';
import { padEnd, padStart, plain, wrapped } from './text/text-width.ts';

export interface FindmaxStyle {
  readonly width: number;
  readonly colour: boolean;
}

/** A search for a terminal: per target the highest rate, its DAU, and what broke first. */
export function findmaxTable(record: FindmaxRecord, { width, colour }: FindmaxStyle): string {
  const paint = paintFor(colour);
  const { dataset, scenario, plan } = record;
  const objectives = plan.objectives.length === 0 ? '' : `, and ${plan.objectives.join(', ')}`;
  const heading = `${dataset.title ?? dataset.workload} · ${scenario.name}: ${scenario.load ?? ''}`;
  const asked = `each pattern's own objective, none failed, none dropped${objectives} · within ${plan.precision * 100} % · ${plan.connections} connections to PostgreSQL, ${whole(plan.maxInFlight)} in flight at most`;
  return [
    paint('bold', plain(heading)),
    ...wrapped(plain(`the highest rate that meets ${asked}`), width, '', ''),
    ...record.targets.flatMap((target) => ['', ...targetLines(target, paint, width)]),
    ...(record.notes.length === 0 ? [] : ['']),
    ...record.notes.flatMap((note) => wrapped(plain(note), width, 'note  ', '      ')),
    '',
  ].join('\n');
}

const marks: Readonly<Record<FindmaxAnswer['state'], Style>> = {
  found: 'good',
  'at least': 'open',
  unconfirmed: 'open',
  below: 'bad',
  'none yet': 'open',
};

function targetLines(target: FindmaxTarget, paint: Paint, width: number): string[] {
  const { answer, latencyIs, windows } = target;
  const facts: (readonly [string, string])[] = [['answer', answer.says]];
  if (answer.operationsPerSecond !== null)
    facts.push(['operations', `${rate(answer.operationsPerSecond)} of all patterns`]);
  if (answer.dau !== null)
    facts.push(['DAU', `${whole(answer.dau)}, whose traffic in the busiest hour of the week this is`]);
  const [first] = answer.broke;
  if (first !== undefined)
    facts.push(['broke first', `${first.pattern ?? 'all together'} (${first.limit}): ${causeText(first)}`]);
  const others = answer.broke
    .slice(1)
    .flatMap(({ pattern }) => (pattern === null || pattern === first?.pattern ? [] : [pattern]));
  if (others.length > 0) facts.push(['then', [...new Set(others)].join(', ')]);
  if (answer.undecided.length > 0) facts.push(['undecided', undecidedText(answer.undecided)]);
  if (latencyIs === 'emulator')
    facts.push(['note', 'This is the emulator’s limit on this machine; it says nothing about DynamoDB’s.']);
  const head = `${engineName(target)}  ${shownAnswer(answer)}`;
  return [
    `${paint('bold', plain(head))}  ${paint(marks[answer.state], answer.state)} in ${counted(windows.length, 'window')}`,
    ...facts.flatMap(([label, text]) =>
      wrapped(plain(text), width, `  ${padEnd(label, labelWidth)}`, ' '.repeat(labelWidth + 2)),
    ),
  ];
}

const labelWidth = 13;

function shownAnswer({ perSecond, state }: FindmaxAnswer): string {
  if (perSecond === null) return 'no rate';
  return `${state === 'at least' ? '≥ ' : ''}${rate(perSecond)}`;
}

function undecidedText(undecided: FindmaxAnswer['undecided']): string {
  const patterns = [...new Set(undecided.map(({ pattern }) => pattern))];
  return `the confirming window leaves open whether the objectives of ${patterns.join(', ')} are met (the first: ${undecided[0]?.why ?? ''}); a longer --window decides more`;
}

function causeText({ objective, why }: FindmaxAnswer['broke'][number]): string {
  return objective === null ? why : `${objective}: ${why}`;
}

/** A line about a window, when it is over. */
export function windowLine(target: Pick<FindmaxTarget, 'provenance'>, window: FindmaxWindow): string {
  const { number, purpose, perSecond, settleSeconds, seconds, outcome, causes, nearest } = window;
  const [cause] = causes;
  const of = nearest === null ? '' : `${nearest.pattern} ${shownMs(nearest.valueMs)} of ${ms(nearest.limitMs)} ms`;
  const why =
    outcome === 'met' || outcome === 'likely met' || cause === undefined
      ? of
      : causeText({ ...cause, why: short(cause.why) });
  return [
    engineName(target),
    padStart(String(number), 2),
    padEnd(purpose, 11),
    padStart(rate(perSecond), 9),
    padStart(`${settleSeconds}+${seconds} s`, 7),
    padEnd(outcome, 13),
    why === ''
      ? ''
      : `${cause?.pattern === undefined || cause.pattern === null || why === of ? '' : `${cause.pattern}: `}${why}`,
  ]
    .join('  ')
    .trimEnd();
}

const shortest = 120;

function short(text: string): string {
  return text.length > shortest ? `${text.slice(0, shortest - 1)}…` : text;
}

function shownMs(value: number | null): string {
  return value === null ? 'above what was waited for' : ms(value);
}

function rate(perSecond: number): string {
  return `${perSecond.toLocaleString('en-US', { maximumSignificantDigits: 4 })}/s`;
}
