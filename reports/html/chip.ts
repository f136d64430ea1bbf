import { html, type Markup } from './markup.ts';

const tones: Readonly<Record<string, 'good' | 'bad' | 'open'>> = {
  met: 'good',
  holds: 'good',
  equal: 'good',
  missed: 'bad',
  differs: 'bad',
  'does not hold': 'bad',
  claim: 'bad',
  throttled: 'bad',
  timeout: 'bad',
  connection: 'bad',
  server: 'bad',
  malformed: 'bad',
  wrong: 'bad',
  dropped: 'bad',
  unproven: 'open',
  scan: 'open',
};

/** A verdict as a word on its colour. */
export function chip(word: string): Markup {
  const tone = Object.hasOwn(tones, word) ? tones[word] : 'plain';
  return html`<span class="chip ${tone ?? 'plain'}">${word}</span>`;
}

/** Where a pattern's row stands on the page: letters, digits and dashes, one for each id. */
export function rowId(pattern: string): string {
  return `pattern-${[...pattern].map((character) => (/[a-z\d]/i.test(character) ? character : `-${character.codePointAt(0)}-`)).join('')}`;
}
