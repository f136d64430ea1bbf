import { coverageOf } from '../coverage/coverage.ts';
import type { Gauge } from '../coverage/gauge.ts';
import type { MeasuredOperation } from '../coverage/measured-operation.ts';
import { Data } from '../dataset/data.ts';
import type { AnyEntity, World } from '../dataset/entity.ts';
import { checkAnswer, type Strictness } from '../judge/answer-check.ts';
import { canonical, firstDifference } from '../judge/canonical.ts';
import { inWords, inWordsOfBoth, paramsInWords } from '../judge/difference-words.ts';
import { answerDifference } from '../judge/equivalence.ts';
import type { CheckedPattern } from '../runs/check-record.ts';
import type { CoverageRecord } from '../runs/coverage-record.ts';
import type { Executor, NumberedRecord, Store, TargetName } from '../targets/target.ts';
import type { Expectation } from '../workload/expectation.ts';
import type { AnyPattern, Left } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import type { Asked } from './ask.ts';
import { askMeasured } from './ask-measured.ts';
import { type Question, questionsOf } from './question.ts';

/** One target as `check` needs it. */
export interface CheckTarget {
  readonly name: TargetName;
  readonly executor: Executor;
  readonly store: Store;
  readonly gauge: Gauge;
}

export interface CheckOptions {
  readonly workload: Workload;
  readonly world: World;
  readonly targets: readonly CheckTarget[];
  readonly strictness: Strictness;
  /** Parameters drawn for each pattern, beside its edges. */
  readonly drawn: number;
  /** A read that takes longer on a target is asked no further, but for the first `askedAtLeast` of its questions. */
  readonly budgetMs: number;
  readonly askedAtLeast: number;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** The first operation number whose fresh records nobody has written yet. */
  readonly firstFresh: number;
  readonly onPattern: (pattern: AnyPattern) => void;
  readonly signal: AbortSignal;
}

/** Every answer that one pattern got, for those who look deeper than the verdict. */
export interface PatternAnswers {
  readonly pattern: AnyPattern;
  readonly questions: readonly Question[];
  readonly asked: Readonly<Partial<Record<TargetName, readonly Asked[]>>>;
  /** What the targets did for the answers. */
  readonly operations: readonly MeasuredOperation[];
}

export interface Checked {
  readonly patterns: readonly CheckedPattern[];
  readonly answers: readonly PatternAnswers[];
  readonly coverage: CoverageRecord;
}

/** Asks every pattern on each target, reads before writes, and compares the answers with each other and with the dataset. */
export async function check(options: CheckOptions): Promise<Checked> {
  const patterns: CheckedPattern[] = [];
  const answers: PatternAnswers[] = [];
  const inOrder = [...options.workload.patterns].sort((one, other) => Number(isWrite(one)) - Number(isWrite(other)));
  let hasWritten = options.strictness === 'written';
  let firstFresh = options.firstFresh;
  for (const pattern of inOrder) {
    if (options.signal.aborted) break;
    options.onPattern(pattern);
    hasWritten ||= isWrite(pattern);
    const planned = inTurn(questionsOf(pattern, options.world, options.drawn, firstFresh), options.askedAtLeast);
    firstFresh += planned.length;
    const { asked, operations } = await askAll(options, planned);
    // A write counts where every target has written it; a target that was asked more reads is held against the dataset.
    const counts = Object.values(asked).map(({ length }) => length);
    const questions = planned.slice(0, isWrite(pattern) ? Math.min(...counts) : Math.max(...counts));
    answers.push({ pattern, questions, asked, operations });
    const strictness = hasWritten ? 'written' : 'pristine';
    const compared = isWrite(pattern)
      ? await writeComparison(options, pattern, questions, asked)
      : readComparison(options, questions, asked, strictness);
    patterns.push(verdictOf(options.targets, pattern, planned.length, asked, compared));
  }
  const place = new Map(options.workload.patterns.map(({ id }, at) => [id, at]));
  patterns.sort((one, other) => (place.get(one.pattern) ?? 0) - (place.get(other.pattern) ?? 0));
  const operations = answers.flatMap((one) => one.operations);
  return { patterns, answers, coverage: coverageOf(options.workload, options.targets, operations) };
}

const isWrite = (pattern: AnyPattern): boolean => pattern.leaves !== undefined;

/** The first few draws, then the edges, which find more than further draws do where there is no time for all. */
function inTurn(questions: readonly Question[], first: number): readonly Question[] {
  const drawn = questions.filter((one) => one.drawn);
  return [...drawn.slice(0, first), ...questions.filter((one) => !one.drawn), ...drawn.slice(first)];
}

async function askAll(
  { targets, budgetMs, askedAtLeast, clock, signal }: CheckOptions,
  questions: readonly Question[],
): Promise<Pick<PatternAnswers, 'asked' | 'operations'>> {
  const asked: Partial<Record<TargetName, Asked[]>> = {};
  const operations: MeasuredOperation[] = [];
  for (const target of targets) {
    const endMs = clock() + budgetMs;
    const answers: Asked[] = [];
    for (const question of questions) {
      if (
        signal.aborted ||
        (answers.length >= askedAtLeast && clock() > endMs && question.pattern.leaves === undefined)
      )
        break;
      const answer = await askMeasured(target, question);
      answers.push(answer.asked);
      operations.push(answer.operation);
    }
    asked[target.name] = answers;
  }
  return { asked, operations };
}

/** The first difference of the targets with each other, and of each with the dataset; in words, with the question. */
interface Compared {
  readonly between: string | null;
  readonly dataset: Readonly<Partial<Record<TargetName, string | null>>>;
}

function readComparison(
  { world, targets }: CheckOptions,
  questions: readonly Question[],
  asked: PatternAnswers['asked'],
  strictness: Strictness,
): Compared {
  const data = new Data(world);
  let between: string | null = null;
  const dataset: Partial<Record<TargetName, string | null>> = {};
  for (const [at, question] of questions.entries()) {
    const expected = question.pattern.expects(question.params, data);
    for (const { name } of targets) {
      dataset[name] ??= unlikeDataset(world, expected, asked[name]?.[at], question, strictness);
    }
    between ??= unlikeEachOther(targets, expected, asked, at, question);
  }
  return { between, dataset };
}

function unlikeDataset(
  world: World,
  expected: Expectation,
  asked: Asked | undefined,
  question: Question,
  strictness: Strictness,
): string | null {
  if (asked === undefined) return null;
  if (asked.state === 'failed') return `${question.label}: ${asked.detail}`;
  const difference = checkAnswer(world, expected, asked.answer, strictness);
  return difference === null ? null : `${about(question)}: ${inWords(difference)}`;
}

function unlikeEachOther(
  targets: readonly CheckTarget[],
  expected: Expectation,
  asked: PatternAnswers['asked'],
  at: number,
  question: Question,
): string | null {
  const [one, other] = targets;
  if (one === undefined || other === undefined) return null;
  const left = asked[one.name]?.[at];
  const right = asked[other.name]?.[at];
  if (left === undefined || right === undefined) return null;
  if (left.state === 'failed' || right.state === 'failed') {
    const failed = [left, right].map(
      (answer, side) =>
        `${[one, other][side]?.name} ${answer.state === 'failed' ? `failed (${answer.detail})` : 'answered'}`,
    );
    return left.state === right.state ? null : `${about(question)}: ${failed.join(', ')}`;
  }
  const difference = answerDifference(expected, left.answer, right.answer);
  return difference === null ? null : `${about(question)}: ${inWordsOfBoth(difference, one.name, other.name)}`;
}

function about({ label, params }: Question): string {
  return `${label}, ${paramsInWords(params)}`;
}

/** After a write, what it left on each target is read back. */
async function writeComparison(
  { world, workload, targets }: CheckOptions,
  pattern: AnyPattern,
  questions: readonly Question[],
  asked: PatternAnswers['asked'],
): Promise<Compared> {
  const data = new Data(world);
  const dataset: Partial<Record<TargetName, string | null>> = {};
  const states: Partial<Record<TargetName, unknown[]>> = {};
  // Of two writes to the same record the later one counts.
  const left = lastOfEach(questions.flatMap((question) => pattern.leaves?.(question.params, data) ?? []));
  for (const { name, store } of targets) {
    const failed = asked[name]?.find((answer) => answer.state === 'failed');
    if (failed?.state === 'failed') dataset[name] = failed.detail;
    states[name] = await readBack(store, workload, world, left);
    dataset[name] ??= firstWrong(world, left, states[name] ?? []);
  }
  const [one, other] = targets;
  const ofOne = states[one?.name ?? 'postgres'] ?? [];
  const ofOther = states[other?.name ?? 'postgres'] ?? [];
  const apart = other === undefined ? null : firstApart(left, ofOne, ofOther, one?.name ?? 'dynamodb', other.name);
  return { between: apart, dataset };
}

function lastOfEach(left: readonly Left[]): Left[] {
  const last = new Map<string, Left>();
  for (const one of left) last.set(`${one.of.name} ${one.i}`, one);
  return [...last.values()];
}

async function readBack(store: Store, workload: Workload, world: World, left: readonly Left[]): Promise<unknown[]> {
  const states: unknown[] = new Array(left.length).fill(null);
  for (const [name, of] of Object.entries(workload.entities)) {
    const places = left.flatMap((one, at) => (one.of === of ? [at] : []));
    const found = await store.readBack(
      name,
      places.map((at) => recordOf(world, of, left[at]?.i ?? 0)),
    );
    for (const [k, at] of places.entries()) states[at] = canonical(found[k] ?? null);
  }
  return states;
}

function recordOf(world: World, of: AnyEntity, i: number): NumberedRecord {
  return world.record(of, i) as unknown as NumberedRecord;
}

function firstWrong(world: World, left: readonly Left[], states: readonly unknown[]): string | null {
  for (const [at, one] of left.entries()) {
    const expected = one.record === undefined ? recordOf(world, one.of, one.i) : one.record;
    const difference = firstDifference(expected === null ? null : canonical({ ...expected, i: null }), states[at]);
    if (difference !== null) return `${one.of.name} ${one.i} afterwards: ${inWords(difference)}`;
  }
  return null;
}

function firstApart(
  left: readonly Left[],
  one: readonly unknown[],
  other: readonly unknown[],
  nameOfOne: TargetName,
  nameOfOther: TargetName,
): string | null {
  for (const [at, { of, i }] of left.entries()) {
    const difference = firstDifference(one[at], other[at]);
    if (difference !== null) return `${of.name} ${i} afterwards: ${inWordsOfBoth(difference, nameOfOne, nameOfOther)}`;
  }
  return null;
}

function verdictOf(
  targets: readonly CheckTarget[],
  pattern: AnyPattern,
  planned: number,
  asked: PatternAnswers['asked'],
  compared: Compared,
): CheckedPattern {
  const { id, name, class: of, differsByDesign } = pattern;
  const isAlone = targets.length < 2;
  const counts = targets.map(({ name }) => ({ target: name, parameters: asked[name]?.length ?? 0 }));
  const left = counts.flatMap(({ target, parameters }) =>
    parameters < planned ? [{ target, parameters: planned - parameters }] : [],
  );
  const differs = compared.between !== null;
  const byDesign = differs && differsByDesign !== undefined;
  return {
    pattern: id,
    name,
    class: of,
    parameters: Math.min(...counts.map(({ parameters }) => parameters)),
    ...(left.length === 0 ? {} : { left }),
    verdict: isAlone ? 'not compared' : byDesign ? 'differs by design' : differs ? 'differs' : 'equal',
    difference: compared.between,
    why: isAlone ? 'one target' : byDesign ? differsByDesign : null,
    dataset: targets.map((target) => {
      const difference = compared.dataset[target.name] ?? null;
      return { target: target.name, verdict: difference === null ? 'equal' : 'differs', difference };
    }),
  };
}
