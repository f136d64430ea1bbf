const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of terminals begin with one
const colour = /\u001b\[[\d;]*m/g;
const widthless = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;

/** First and last code points that take two columns of a terminal (East Asian Width W and F, and emoji). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23f3],
  [0x2614, 0x2615],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f1e6, 0x1f1ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];

/** How many columns of a terminal a text takes; colours take none. */
export function textWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text.replace(colour, ''))) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  return Math.max(...[...grapheme].map(codePointWidth));
}

function codePointWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (widthless.test(character)) return 0;
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** A text that fits into so many columns: cut with an ellipsis where it is longer. */
export function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += graphemeWidth(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

/** Lines of at most so many columns, broken at blanks: the first after `first`, the others after `rest`. */
export function wrapped(text: string, width: number, first = '', rest = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const before = lines.length === 0 ? first : rest;
    if (line !== '' && textWidth(before) + textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(before + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, (lines.length === 0 ? first : rest) + line];
}

/**
 * Names and messages come from files that others wrote: what could steer a terminal, break a line, turn the writing
 * around or be taken for a command by the log of a CI runner (`::error`, `##[error]`) is taken out or apart.
 */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/(^|\s)::/g, '$1: :')
    .replaceAll('##[', '# #[');
}
