/** Where problems come from. Baekjoon is by far the largest. */
export const platforms = ['baekjoon', 'codeforces', 'leetcode', 'programmers', 'atcoder'] as const;
export type Platform = (typeof platforms)[number];

/** Shares of the problems; they add up to 1. */
const shares: Readonly<Record<Platform, number>> = {
  baekjoon: 0.62,
  codeforces: 0.16,
  leetcode: 0.12,
  programmers: 0.07,
  atcoder: 0.03,
};

const goldenRatio = 0.6180339887498949;

/**
 * The platform of problem i. It follows from i alone and not from the random seed, so that whatever points to a problem
 * by its id can name its key: multiples of the golden ratio spread evenly over 0 to 1, which keeps to the shares.
 */
export function platformOf(i: number): Platform {
  let left = (i * goldenRatio) % 1;
  for (const platform of platforms) {
    left -= shares[platform];
    if (left < 0) return platform;
  }
  return 'baekjoon';
}

/** The problem's number on its platform, in the platform's own style; no two problems share one. */
export function problemNumberOf(i: number): string {
  switch (platformOf(i)) {
    case 'baekjoon':
      return String(1000 + i);
    case 'codeforces':
      return `${100 + Math.floor(i / 6)}${letter(i % 6).toUpperCase()}`;
    case 'leetcode':
      return String(1 + i);
    case 'programmers':
      return String(12_000 + i);
    case 'atcoder':
      return `abc${100 + Math.floor(i / 8)}_${letter(i % 8)}`;
  }
}

/** i of the problem with this number; `null` where the platform has no such problem. */
export function problemIndexOf(platform: string, number: string): number | null {
  const guess = indexInStyle(platform, number);
  return guess !== null && guess >= 0 && platformOf(guess) === platform && problemNumberOf(guess) === number
    ? guess
    : null;
}

function indexInStyle(platform: string, number: string): number | null {
  switch (platform) {
    case 'baekjoon':
      return whole(number, -1000);
    case 'codeforces':
      return contest(number.slice(0, -1), number.slice(-1).toLowerCase(), 6);
    case 'leetcode':
      return whole(number, -1);
    case 'programmers':
      return whole(number, -12_000);
    case 'atcoder':
      return contest(number.slice(3, -2), number.slice(-1), 8);
    default:
      return null;
  }
}

function whole(digits: string, plus: number): number | null {
  return /^\d+$/.test(digits) ? Number(digits) + plus : null;
}

function contest(digits: string, task: string, tasks: number): number | null {
  const round = whole(digits, -100);
  const place = task.charCodeAt(0) - 'a'.charCodeAt(0);
  return round === null || !(place >= 0 && place < tasks) ? null : round * tasks + place;
}

function letter(place: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + place);
}

export function problemUrl(platform: Platform, number: string): string {
  switch (platform) {
    case 'baekjoon':
      return `https://www.acmicpc.net/problem/${number}`;
    case 'codeforces':
      return `https://codeforces.com/problemset/problem/${number.slice(0, -1)}/${number.slice(-1)}`;
    case 'leetcode':
      return `https://leetcode.com/problems/${number}/`;
    case 'programmers':
      return `https://school.programmers.co.kr/learn/courses/30/lessons/${number}`;
    case 'atcoder':
      return `https://atcoder.jp/contests/${number.slice(0, -2)}/tasks/${number}`;
  }
}
