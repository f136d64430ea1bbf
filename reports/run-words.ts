import { billAmount } from './bill-words.ts';
import { serviceName } from './engine-name.ts';
import { duration, ms, percent, whole } from './figures.ts';
import type { OverallAnswer } from './overall-answer.ts';
import type { Reason } from './reasons.ts';
import type { RunView, TargetView } from './run-view.ts';

/** `Shop · 1,000 DAU · 3 days of history · dataset 9f3c21 · 60 s at 200/s on each engine`. */
export function headline(view: RunView): string {
  return [view.title, ...runFacts(view)].join(' · ');
}

/** What was run, on what data, for how long: the headline without the workload's name. */
export function runFacts({ record, targets }: RunView): string[] {
  const { dau, days, hash } = record.dataset;
  const { load } = record.scenario;
  const where = targets.length === 1 ? `on ${targets[0]?.label}` : 'on each engine';
  return [
    `${whole(dau)} DAU`,
    ...(days === undefined ? [] : [`${whole(days)} ${days === 1 ? 'day' : 'days'} of history`]),
    `dataset ${hash.slice(0, 6)}`,
    `${duration(record.seconds)}${load === undefined ? '' : ` at ${load}`} ${where}`,
  ];
}

/** `DynamoDB Local 3.3.1 ¹` where the footnote stands below, `DynamoDB Local 3.3.1 (emulator)` where none does. */
export function engineText({ label, mark }: TargetView, footnotes: boolean): string {
  if (mark === '') return label;
  return footnotes ? `${label} ${mark}` : `${label} (emulator)`;
}

/** `07 a reader’s loans · PostgreSQL 18.4 · response p(99) < 50ms: …`. */
export function reasonText({ subject, target, objective, why }: Reason, footnotes = true): string {
  const engine = target === null ? null : engineText(target, footnotes);
  const head = [subject, engine, objective].filter((part) => part !== null).join(' · ');
  return `${head}: ${why}`;
}

/** How many patterns answered alike, and how many answers were checked while the load ran. */
export function answersText(view: RunView, answer: OverallAnswer): string {
  const parts = [...comparedText(answer), ...verifiedText(view)];
  return parts.length === 0 ? 'not compared' : parts.join(' · ');
}

function comparedText({ answers }: OverallAnswer): string[] {
  if (answers === null) return [];
  const { equal, byDesign, different, notCompared } = answers;
  const differ = (many: number) => `${many} ${many === 1 ? 'differs' : 'differ'}`;
  return [
    [
      `${equal} of ${equal + byDesign + different.length} patterns equal`,
      ...(different.length > 0 ? [`${differ(different.length)} (${different.join(', ')})`] : []),
      ...(byDesign > 0 ? [`${differ(byDesign)} by design`] : []),
      ...(notCompared > 0 ? [`${notCompared} not compared`] : []),
    ].join(', '),
  ];
}

function verifiedText({ targets }: RunView): string[] {
  const patterns = targets.flatMap(({ record }) => record.patterns);
  const verified = patterns.reduce((sum, each) => sum + (each.verified ?? 0), 0);
  const wrong = patterns.reduce((sum, each) => sum + each.errors.wrong, 0);
  if (verified === 0) return [];
  return [`${whole(verified)} checked under load, ${wrong === 0 ? 'none' : whole(wrong)} wrong`];
}

/** The months of a plan: `1,000 DAU: DynamoDB $41.20 as designed, $38.77 on demand · PostgreSQL $52.05 db.t4g.small`. */
export function monthTexts({ record: { plan } }: RunView): string[] {
  return (plan?.at ?? []).map(({ dau, bills }) => {
    const targets = [...new Set(bills.map(({ target }) => target))];
    const words = targets.map((target) => {
      const modes = bills.filter((bill) => bill.target === target).map((bill) => `${billAmount(bill)} ${bill.mode}`);
      return `${serviceName(target)} ${modes.join(', ')}`;
    });
    return `${whole(dau)} DAU: ${words.join(' · ')}`;
  });
}

/** `us-east-1, published 2026-08-31, read 2026-09-06`; empty without a plan. */
export function priceText({ record: { plan } }: RunView): string {
  return plan === undefined ? '' : `${plan.region}, published ${plan.prices.published}, read ${plan.prices.read}`;
}

/** CPU and lag of the load generator: `PostgreSQL 18.4: CPU 41 % of a core, lag p99 0.32 ms`. */
export function generatorText({ label, record: { generator } }: TargetView): string {
  const { cpuRatio, lagP99Ms, saturated } = generator;
  const cpu = cpuRatio === null ? 'CPU unknown' : `CPU ${percent(cpuRatio)} of a core`;
  const lag = lagP99Ms === null ? 'lag unknown' : `lag p99 ${ms(lagP99Ms)} ms`;
  return `${label}: ${cpu}, ${lag}${saturated === true ? ', saturated' : ''}`;
}

/** `1 of 3 holds, 1 does not, 1 not testable here`; empty where none was made. */
export function claimsText({ claims }: OverallAnswer): string {
  const { holds, 'does not hold': fails, 'not testable here': open } = claims;
  const all = holds + fails + open;
  if (all === 0) return '';
  return [
    `${holds} of ${all} ${holds === 1 ? 'holds' : 'hold'}`,
    ...(fails > 0 ? [`${fails} ${fails === 1 ? 'does' : 'do'} not`] : []),
    ...(open > 0 ? [`${open} not testable here`] : []),
  ].join(', ');
}
