import { billAmount, billName } from '../bill-words.ts';
import { serviceName } from '../engine-name.ts';
import { counted, ms, percent, whole } from '../figures.ts';
import type { OverallAnswer, TargetTally } from '../overall-answer.ts';
import { type ReasonLine, reasonLines } from '../reason-lines.ts';
import type { Reason } from '../reasons.ts';
import type { RunView, TargetView } from '../run-view.ts';
import { answersText, engineText } from '../run-words.ts';
import { chip, rowId } from './chip.ts';
import { type Content, html, type Markup } from './markup.ts';

/** The answer, the figures that it rests on, and the worst that speaks against it. */
export function firstScreen(view: RunView, answer: OverallAnswer): Markup {
  return html`<section class="answer ${tones[answer.answer]}" aria-labelledby="answer">
<p class="question">Does the design hold?</p>
<h1 id="answer">${headlines[answer.answer]}</h1>
<p class="sentence">${facts(answer.sentence)}</p>
${answer.caveats.length === 0 ? null : html`<ul>${answer.caveats.map((caveat) => html`<li>${caveat}</li>`)}</ul>`}
</section>
<section class="tiles" aria-label="Key figures">
${answer.targets.map(targetTile)}
${tile('Answers', ...answersTile(answer), answersRest(view, answer))}
${monthTiles(view)}
${claimsTile(answer)}
${tile('Load generator', ...generatorTile(view))}
</section>
${worst(answer)}`;
}

const tones = { holds: 'good', 'does not hold': 'bad', unproven: 'open' } as const;
const headlines = { holds: 'It holds', 'does not hold': 'It does not hold', unproven: 'Unproven' } as const;

/** The sentence behind its first word, which the heading has said already. */
function facts(sentence: string): string {
  const rest = sentence.slice(sentence.indexOf(': ') + 2);
  return `${rest[0]?.toUpperCase() ?? ''}${rest.slice(1)}`;
}

function tile(title: string, big: string, small: string, text: Content, between: Content = null): Markup {
  return html`<div class="tile"><h2>${title}</h2><span class="big">${big}<small>${small}</small></span>${between}<p>${text}</p></div>`;
}

function targetTile({ target, met, missed, unproven, unjudged }: TargetTally): Markup {
  const all = met + missed + unproven;
  const rest = [
    ...(missed > 0 ? [`${missed} missed`] : []),
    ...(unproven > 0 ? [`${unproven} unproven`] : []),
    ...(unjudged > 0 ? [`${unjudged} without an objective`] : []),
  ];
  const text = rest.length === 0 ? 'nothing missed, nothing unproven' : rest.join(', ');
  const small = ` of ${counted(all, 'pattern')} met`;
  return tile(engineText(target, true), String(met), small, text, shareBar({ met, unproven, missed, none: unjudged }));
}

/** Shares of a whole as a bar; the figures stand beside it as text. */
function shareBar(shares: Readonly<Record<string, number>>): Markup {
  const all = Object.values(shares).reduce((sum, share) => sum + share, 0);
  let from = 0;
  const parts = Object.entries(shares).map(([name, share]) => {
    const x = from;
    from += share;
    return share === 0 ? null : html`<rect class="${name}" x="${x}" y="0" width="${share}" height="1"/>`;
  });
  return html`<svg viewBox="0 0 ${Math.max(all, 1)} 1" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

function answersTile({ answers }: OverallAnswer): [string, string] {
  if (answers === null) return ['–', ' not compared'];
  return [String(answers.equal), ` of ${answers.equal + answers.byDesign + answers.different.length} patterns equal`];
}

/** The words behind the first, which the tile has in large. */
function answersRest(view: RunView, answer: OverallAnswer): string {
  return answersText(view, answer).replace(/^\d+ of \d+ patterns equal(, | · )?/, '');
}

function claimsTile({ claims }: OverallAnswer): Content {
  const { holds, 'does not hold': fails, 'not testable here': open } = claims;
  if (holds + fails + open === 0) return null;
  const rest = [
    ...(fails > 0 ? [`${fails} ${fails === 1 ? 'does' : 'do'} not hold`] : []),
    ...(open > 0 ? [`${open} not testable here`] : []),
  ];
  const small = ` of ${holds + fails + open} ${holds === 1 ? 'holds' : 'hold'}`;
  return tile('Claims of the design', String(holds), small, rest.join(', '));
}

/** The first of a service's bills, which is the design's own where it has one, at each of the first two sizes. */
function monthTiles({ record: { plan } }: RunView): Markup[] {
  return (plan?.at ?? []).slice(0, 2).map(({ dau, bills }) => {
    const targets = [...new Set(bills.map(({ target }) => target))];
    const firsts = targets.flatMap((target) => bills.find((bill) => bill.target === target) ?? []);
    const [first, ...others] = firsts;
    const words = [
      ...(first === undefined ? [] : [billName(first)]),
      ...others.map((bill) => `${serviceName(bill.target)} ${billAmount(bill)}, ${bill.mode}`),
    ];
    const lines = words.map((line) => html`<span class="sub">${line}</span>`);
    return tile(`A month at ${whole(dau)} DAU`, first === undefined ? '–' : billAmount(first), '', lines);
  });
}

function generatorTile({ targets }: RunView): [string, string, Content] {
  const late = targets.filter(({ record }) => record.generator.saturated === true);
  const text = targets.map((target) => html`<span class="sub">${generatorWords(target)}</span>`);
  if (late.length > 0) return ['Saturated', ` on ${late.map(({ short }) => short).join(', ')}`, text];
  return ['On time', '', text];
}

function generatorWords({ short, record: { generator } }: TargetView): string {
  const { cpuRatio, lagP99Ms } = generator;
  const cpu = cpuRatio === null ? 'CPU unknown' : `CPU ${percent(cpuRatio)}`;
  return `${short}: ${cpu}, lag p99 ${lagP99Ms === null ? 'unknown' : `${ms(lagP99Ms)} ms`}`;
}

const shownFirst = 6;

function worst({ reasons }: OverallAnswer): Content {
  if (reasons.length === 0) return null;
  const lines = reasonLines(reasons);
  const rest = lines.slice(shownFirst);
  return html`<section aria-labelledby="against"><h2 id="against">What speaks against it</h2>
<ul class="reasons">${lines.slice(0, shownFirst).map(reasonItem)}</ul>
${rest.length === 0 ? null : html`<details><summary>${rest.length} more</summary><ul class="reasons">${rest.map(reasonItem)}</ul></details>`}
</section>`;
}

function reasonItem(line: ReasonLine): Markup {
  const { kind, pattern, subject, target, objective, why, reasons } = line;
  const name = pattern === null ? html`<b>${subject}</b>` : html`<a href="#${rowId(pattern)}">${subject}</a>`;
  const about = [target === null ? null : engineText(target, true), objective].filter((part) => part !== null);
  return html`<li>${chip(kind)} ${name}${about.length === 0 ? null : ` · ${about.join(' · ')}`}<span class="why">${why}</span>
${reasons.length === 1 ? null : html`<details><summary>Each of the ${reasons.length}</summary><ul>${reasons.map(memberItem)}</ul></details>`}</li>`;
}

/** One of several that are told together. */
function memberItem({ pattern, subject, objective, why }: Reason): Markup {
  const name = pattern === null ? subject : html`<a href="#${rowId(pattern)}">${subject}</a>`;
  return html`<li>${name}${objective === null ? null : ` · ${objective}`}<span class="why">${why}</span></li>`;
}
