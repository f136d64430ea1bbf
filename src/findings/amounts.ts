import { figure, wholeText } from '../judge/claim-answer.ts';

/** Of 1,024 each, as DynamoDB counts: `842 B`, `4.4 KB`, `1.2 GB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${wholeText(bytes)} B`;
  if (bytes < 1024 ** 2) return `${figure(bytes / 1024)} KB`;
  return bytes < 1024 ** 3 ? `${figure(bytes / 1024 ** 2)} MB` : `${figure(bytes / 1024 ** 3)} GB`;
}

/** `12 days`, `3.1 years`. */
export function daysText(days: number): string {
  if (days >= 730) return `${figure(days / 365)} years`;
  return counted(Math.max(1, Math.round(days)), 'day');
}

/** `1 item`, `2 items`, `0.5 items`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  const text = Number.isInteger(value) ? wholeText(value) : figure(value);
  return `${text} ${text === '1' ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `1,000 DAU with 365 days of history`. */
export function sizeText({ dau, days }: { readonly dau: number; readonly days: number }): string {
  return `${wholeText(dau)} DAU with ${counted(days, 'day')} of history`;
}

export function placeText(table: string, index: string | null): string {
  return index === null ? table : `${table} ${index}`;
}
