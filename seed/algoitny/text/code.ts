import type { Random } from 'patternbench';
import { type Language, languages } from '../languages.ts';
import { codeTemplates } from './code-templates.ts';
import { Corpus, textBytes } from './corpus.ts';
import { english, korean, pool } from './fakers.ts';

const unitsPerLanguage = 240;

const verbs = pool(60, () => identifier(english.hacker.verb()));
const nouns = pool(200, () => identifier(english.word.noun()));

/** Half of the comments are Korean, as its people are. */
const comments = pool(300, (at) => (at % 2 === 0 ? korean.lorem.sentence(6) : english.hacker.phrase()));

const programs = new Map(languages.map((language) => [language, programOf(language)]));

interface ProgramText {
  readonly head: string;
  readonly body: Corpus;
  readonly tail: string;
  readonly frameBytes: number;
}

function programOf(language: Language): ProgramText {
  const { head, units, tail } = codeTemplates[language];
  const filled = pool(unitsPerLanguage, (at) => fill(units[at % units.length] ?? '', at));
  return { head, body: new Corpus(filled), tail, frameBytes: Buffer.byteLength(head + tail) };
}

function fill(template: string, at: number): string {
  const one = (words: readonly string[], stride: number) => words[(at * stride) % words.length] ?? '';
  const noun = one(nouns, 7);
  const words: Readonly<Record<string, string>> = {
    verb: one(verbs, 11),
    noun,
    Noun: noun.charAt(0).toUpperCase() + noun.slice(1),
    other: one(nouns, 13),
    comment: one(comments, 17),
    number: String((at * 7919) % 1009),
  };
  return template.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole);
}

function identifier(word: string): string {
  return word.toLowerCase().replace(/[^a-z]/g, '');
}

/** A program that somebody sent in: 0.3 to 6 KB of UTF-8, log-normal around 1.3 KB. */
export function codeText(random: Random, language: Language): string {
  return programText(random, language, textBytes(random, 1300, 0.75, 300, 6000));
}

/** A program of about so many bytes. */
export function programText(random: Random, language: Language, bytes: number): string {
  const program = programs.get(language);
  if (program === undefined) throw new RangeError(`no code templates for ${language}`);
  return program.head + program.body.take(random, bytes - program.frameBytes) + program.tail;
}
