import { type Problem, quoted } from '../workload/problem.ts';
import type { Checked } from './checked.ts';

/** JSON nested deeper than this is no file of ours. */
const deepest = 100;

/**
 * Parses JSON (RFC 8259; a byte order mark before it is left out). Problems carry `source:line:column`: the first place
 * where the text is no JSON, or each name that stands twice in one object, of which a plain parser would drop the first.
 */
export function readJson(text: string, source: string): Checked<unknown> {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const scan: Scan = { json, source, duplicates: [] };
  try {
    const end = afterSpace(scan, afterValue(scan, afterSpace(scan, 0), 0));
    if (end < json.length) throw new Malformed(end, 'the end of the file');
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { ok: false, problems: [malformed(scan, error)] };
  }
  if (scan.duplicates.length > 0) return { ok: false, problems: scan.duplicates };
  return { ok: true, value: JSON.parse(json) };
}

interface Scan {
  readonly json: string;
  readonly source: string;
  readonly duplicates: Problem[];
}

/** Ends the scan; never leaves this file. */
class Malformed {
  readonly offset: number;
  readonly expected: string;

  constructor(offset: number, expected: string) {
    this.offset = offset;
    this.expected = expected;
  }
}

function malformed(scan: Scan, { offset, expected }: Malformed): Problem {
  const character = scan.json.slice(offset)[Symbol.iterator]().next();
  const found = character.done ? 'the end of the file' : quoted(character.value);
  return { place: placeOf(scan, offset), found, expected };
}

function placeOf({ json, source }: Scan, offset: number): string {
  const lines = json.slice(0, offset).split(/\r\n|\r|\n/);
  return `${source}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

const space = /[ \t\r\n]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings may not hold them
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const word = /true|false|null/y;

function match({ json }: Scan, pattern: RegExp, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(json)?.[0] ?? null;
}

function afterSpace(scan: Scan, at: number): number {
  return at + (match(scan, space, at) ?? '').length;
}

function afterValue(scan: Scan, at: number, depth: number): number {
  if (depth > deepest) throw new Malformed(at, `at most ${deepest} levels of nesting`);
  const first = scan.json[at];
  if (first === '{') return afterObject(scan, at, depth);
  if (first === '[') return afterList(scan, at, depth);
  if (first === '"') return at + stringAt(scan, at).length;
  const found = match(scan, number, at) ?? match(scan, word, at);
  if (found === null) throw new Malformed(at, 'a JSON value');
  return at + found.length;
}

function afterList(scan: Scan, open: number, depth: number): number {
  let at = afterSpace(scan, open + 1);
  if (scan.json[at] === ']') return at + 1;
  for (;;) {
    at = afterSpace(scan, afterValue(scan, at, depth + 1));
    if (scan.json[at] === ']') return at + 1;
    if (scan.json[at] !== ',') throw new Malformed(at, '"," or "]"');
    at = afterSpace(scan, at + 1);
  }
}

function afterObject(scan: Scan, open: number, depth: number): number {
  const names = new Set<string>();
  let at = afterSpace(scan, open + 1);
  if (scan.json[at] === '}') return at + 1;
  for (;;) {
    if (scan.json[at] !== '"') throw new Malformed(at, 'a name in double quotes');
    const name = stringAt(scan, at);
    noteName(scan, names, name, at);
    at = afterSpace(scan, at + name.length);
    if (scan.json[at] !== ':') throw new Malformed(at, '":"');
    at = afterSpace(scan, afterValue(scan, afterSpace(scan, at + 1), depth + 1));
    if (scan.json[at] === '}') return at + 1;
    if (scan.json[at] !== ',') throw new Malformed(at, '"," or "}"');
    at = afterSpace(scan, at + 1);
  }
}

function noteName(scan: Scan, names: Set<string>, literal: string, at: number): void {
  const name: unknown = JSON.parse(literal);
  if (typeof name !== 'string') return;
  if (names.has(name)) {
    scan.duplicates.push({ place: placeOf(scan, at), found: `a second ${quoted(name)}`, expected: 'each name once' });
  }
  names.add(name);
}

function stringAt(scan: Scan, at: number): string {
  const found = match(scan, string, at);
  if (found !== null) return found;
  throw new Malformed(at, 'a string that ends on its line, with JSON escapes');
}
