import type { Random } from 'patternbench';
import { Corpus, textBytes } from './corpus.ts';
import { english, korean, pool } from './fakers.ts';
import { koreanAdjectives, koreanNouns } from './words.ts';

const englishAdjectives = pool(300, () => capital(english.word.adjective()));
const englishNouns = pool(400, () => capital(english.word.noun()));
const englishNames = pool(200, () => english.person.fullName());
const koreanNames = pool(400, () => korean.person.lastName() + korean.person.firstName());
const koreanPlaces = pool(120, () => korean.location.city());
const logins = pool(300, () =>
  `${english.person.firstName()}.${english.person.lastName()}`.toLowerCase().replace(/[^a-z.]/g, ''),
);

const koreanParagraphs = new Corpus(
  pool(240, (at) => {
    const name = koreanNames[(at * 7) % koreanNames.length] ?? '';
    const noun = koreanNouns[(at * 5) % koreanNouns.length] ?? '';
    const place = koreanPlaces[at % koreanPlaces.length] ?? '';
    const many = 10 ** (2 + (at % 5));
    return `${place}에 사는 ${name}은(는) ${noun} N개를 가지고 있다. (1 ≤ N ≤ ${many})\n${korean.lorem.sentence(9)}\n첫째 줄에 N과 M이 공백을 사이에 두고 주어진다. 둘째 줄부터 ${noun}의 정보가 주어진다.\n${korean.lorem.sentence(7)}\n시간 제한은 ${1 + (at % 3)}초, 메모리 제한은 ${128 << (at % 3)} MB이다.`;
  }),
);

const englishParagraphs = new Corpus(
  pool(240, (at) => {
    const name = english.person.firstName();
    const noun = (englishNouns[(at * 11) % englishNouns.length] ?? '').toLowerCase();
    const many = 10 ** (2 + (at % 5));
    return `${name} is given an array of n ${noun}s (1 ≤ n ≤ ${many}) and an integer k.\n${english.hacker.phrase()}\nThe first line contains n and k. The second line contains n integers separated by spaces.\nPrint the number of ${noun}s that ${name} can ${english.word.verb()}, modulo 1000000007.\nTime limit: ${1 + (at % 3)} s, memory limit: ${128 << (at % 3)} MB.`;
  }),
);

const numbers = new Corpus(
  pool(600, (at) =>
    Array.from({ length: at % 2 === 0 ? 1 : 1 + ((at * 7) % 12) }, () =>
      english.number.int({ min: 0, max: 10 ** (1 + (at % 9)) }),
    ).join(' '),
  ),
);

export type Tongue = 'ko' | 'en';

/** A title of two parts, and a number after every tenth: `끊어진 다리`, `Curious Lantern 3`. */
export function titleText(random: Random, tongue: Tongue): string {
  const korean = tongue === 'ko';
  const title = `${random.one(korean ? koreanAdjectives : englishAdjectives)} ${random.one(korean ? koreanNouns : englishNouns)}`;
  return random.chance(0.1) ? `${title} ${random.between(2, 9)}` : title;
}

/** What is asked and within which limits. */
export function constraintsText(random: Random, tongue: Tongue): string {
  return statementText(random, tongue, textBytes(random, 450, 0.6, 120, 2000));
}

/** About so many bytes of explanation. */
export function statementText(random: Random, tongue: Tongue, bytes: number): string {
  return (tongue === 'ko' ? koreanParagraphs : englishParagraphs).take(random, bytes);
}

/** Lines of numbers, as test cases are made of. */
export function numbersText(random: Random, bytes: number): string {
  return numbers.take(random, bytes);
}

export function personName(random: Random): string {
  return random.one(random.chance(0.8) ? koreanNames : englishNames);
}

/** The part of an e-mail address before its number. */
export function loginText(random: Random): string {
  return random.one(logins);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
