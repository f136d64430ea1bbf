import type { ClaimRecord, RunRecord, VerdictRecord } from '../src/runs/run-record.ts';
import { serviceName } from './engine-name.ts';
import { counted, duration, listed } from './figures.ts';
import { isDifferent, type Reason, reasonsOf } from './reasons.ts';
import type { RunView, TargetView } from './run-view.ts';

/** What a run says to the question whether the design holds. */
export interface OverallAnswer {
  readonly answer: 'holds' | 'does not hold' | 'unproven';
  /** The answer with its counts, in a sentence that begins with it. */
  readonly sentence: string;
  /** What the answer does not cover or must be read with, a sentence each. */
  readonly caveats: readonly string[];
  readonly targets: readonly TargetTally[];
  /** `null` where the answers were not compared. */
  readonly answers: AnswerTally | null;
  readonly claims: Readonly<Record<ClaimRecord['verdict'], number>>;
  /** What speaks against it, the worst first: objectives missed, answers that differ, claims, what is unproven. */
  readonly reasons: readonly Reason[];
}

/** Patterns of a target by the worst verdict of each. */
export interface TargetTally {
  readonly target: TargetView;
  readonly met: number;
  readonly missed: number;
  readonly unproven: number;
  /** Without any objective. */
  readonly unjudged: number;
}

export interface AnswerTally {
  readonly equal: number;
  readonly byDesign: number;
  readonly different: readonly string[];
  readonly notCompared: number;
}

export function overallAnswer(view: RunView): OverallAnswer {
  const targets = view.targets.map((target, at) => tally(view, target, at));
  const answers = answerTally(view);
  const claims = claimTally(view.record.claims);
  const reasons = reasonsOf(view);
  const answer = answerOf(view, reasons);
  const parts = { view, targets, answers, claims };
  return { answer, sentence: sentences[answer](parts), caveats: caveats(view), targets, answers, claims, reasons };
}

function answerOf({ record }: RunView, reasons: readonly Reason[]): OverallAnswer['answer'] {
  if (reasons.some(({ kind }) => kind !== 'unproven')) return 'does not hold';
  const open = reasons.length > 0 || record.status === 'interrupted' || record.verdicts.length === 0;
  return open ? 'unproven' : 'holds';
}

interface Parts {
  readonly view: RunView;
  readonly targets: readonly TargetTally[];
  readonly answers: AnswerTally | null;
  readonly claims: OverallAnswer['claims'];
}

const sentences: Readonly<Record<OverallAnswer['answer'], (parts: Parts) => string>> = {
  holds: ({ view, targets, answers, claims }) => {
    const judged = Math.max(0, ...targets.map(({ met }) => met));
    const patterns =
      judged === 1 ? 'the one pattern meets its objectives' : `all ${judged} patterns meet their objectives`;
    const engines = listed(view.targets.map(({ label }) => label));
    const equal = answers === null || answers.equal === 0 ? '' : ', the answers are equal';
    const claimed = claims.holds === 0 ? '' : `, ${counted(claims.holds, 'claim holds', 'claims hold')}`;
    return `Holds: ${patterns} on ${engines}${equal}${claimed}.`;
  },
  'does not hold': ({ view, targets, answers, claims }) => {
    const misses = targets.filter((each) => each.missed > 0).map((each) => missedWords(each));
    const whole = view.overall.filter(({ verdict }) => verdict === 'missed').length;
    const facts = [
      ...misses,
      ...(whole > 0 ? [`${counted(whole, 'objective')} of the whole run missed`] : []),
      ...differingWords(answers),
      ...(claims['does not hold'] > 0 ? [claimWords(claims)] : []),
      ...unprovenWords(targets),
    ];
    return `Does not hold: ${facts.join('; ')}.`;
  },
  unproven: ({ view, targets }) => {
    const open = unprovenWords(targets);
    if (open.length > 0) return `Unproven: nothing was missed, but ${open.join('; ')}.`;
    const { status, verdicts, seconds } = view.record;
    if (status === 'interrupted') return `Unproven: the run was interrupted after ${duration(seconds)}.`;
    if (verdicts.length === 0) return 'Unproven: nothing was judged, no objective is set.';
    return 'Unproven: an objective of the whole run could not be decided.';
  },
};

function missedWords({ target, missed: many, met, unproven: open }: TargetTally): string {
  const judged = many + met + open;
  return `${many} of ${counted(judged, 'pattern')} ${many === 1 ? 'misses' : 'miss'} an objective on ${target.label}`;
}

function unprovenWords(targets: readonly TargetTally[]): string[] {
  const open = targets.filter((each) => each.unproven > 0);
  if (open.length === 0) return [];
  const [first, ...others] = open.map(({ unproven, target }) => ({ many: unproven, label: target.label }));
  const words = [
    `${counted(first?.many ?? 0, 'pattern')} on ${first?.label}`,
    ...others.map(({ many, label }) => `${many} on ${label}`),
  ];
  return [`${listed(words)} could not be decided`];
}

function differingWords(answers: AnswerTally | null): string[] {
  if (answers === null || answers.different.length === 0) return [];
  const all = answers.different.length + answers.equal + answers.byDesign;
  return [
    `${answers.different.length} of ${counted(all, 'pattern')} ${answers.different.length === 1 ? 'answers' : 'answer'} differently`,
  ];
}

function claimWords(claims: OverallAnswer['claims']): string {
  const all = claims.holds + claims['does not hold'] + claims['not testable here'];
  return `${claims['does not hold']} of ${counted(all, 'claim')} ${claims['does not hold'] === 1 ? 'does' : 'do'} not hold`;
}

function caveats({ record, targets }: RunView): string[] {
  const saturated = targets.filter((target) => target.record.generator.saturated === true);
  const written = targets.filter((target) => target.record.pristine === false);
  return [
    ...(record.status === 'interrupted' ? [interruption(record)] : []),
    ...targets
      .filter(({ record: { latencyIs } }) => latencyIs === 'emulator')
      .map(
        ({ label, name }) =>
          `${label} is an emulator: the latency of ${serviceName(name)} itself is not testable on it.`,
      ),
    ...saturated.map(({ label, record: { generator } }) => {
      const why = generator.why === undefined || generator.why === '' ? '' : `: ${generator.why}`;
      return `The load generator could not keep the schedule on ${label}${why}.`;
    }),
    ...(record.dataset.pristine === false || written.length > 0 ? ['Earlier runs had written to the dataset.'] : []),
  ];
}

function interruption({ seconds, endedBy }: RunRecord): string {
  const by =
    endedBy === undefined
      ? ''
      : `, by ${endedBy.what === 'script' ? 'the script itself' : 'a threshold'}: ${endedBy.why}`;
  return `The run was interrupted after ${duration(seconds)}${by}.`;
}

function tally(view: RunView, target: TargetView, at: number): TargetTally {
  const verdicts = view.classes.flatMap(({ rows }) => rows.map((row) => row.cells[at])).filter((cell) => cell != null);
  const of = (verdict: VerdictRecord['verdict'] | null) => verdicts.filter((cell) => cell.verdict === verdict).length;
  return { target, met: of('met'), missed: of('missed'), unproven: of('unproven'), unjudged: of(null) };
}

function answerTally({ record: { check } }: RunView): AnswerTally | null {
  if (check === undefined) return null;
  const different = check.patterns.filter(isDifferent).map(({ pattern }) => pattern);
  const of = (verdict: string) =>
    check.patterns.filter((each) => !isDifferent(each) && each.verdict === verdict).length;
  return { different, equal: of('equal'), byDesign: of('differs by design'), notCompared: of('not compared') };
}

function claimTally(claims: readonly ClaimRecord[]): OverallAnswer['claims'] {
  const of = (verdict: ClaimRecord['verdict']) => claims.filter((claim) => claim.verdict === verdict).length;
  return { holds: of('holds'), 'does not hold': of('does not hold'), 'not testable here': of('not testable here') };
}
