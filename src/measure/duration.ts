/** Units of k6's durations (Go's), in milliseconds. */
const unitsMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
const dayMs = 86_400_000;

/** What is wrong with a duration: no such thing at all, or a number that lacks its unit. */
export type DurationFault = 'malformed' | 'no unit';

/** What to write, where a duration was expected. */
export const durationForm = 'a duration with its unit, such as "30s", "1m30s" or "500ms"';

/**
 * A duration as k6 writes it: `1h30m`, `1.5s`, `1d2h`, in milliseconds. Unlike k6, which takes a number without a unit
 * for milliseconds, `30` and `"30"` are refused: they are meant as seconds as often as not. Only 0 needs no unit.
 */
export function parseDuration(value: unknown): { readonly ms: number } | { readonly fault: DurationFault } {
  if (value === 0 || value === '0') return { ms: 0 };
  if (typeof value === 'number') return { fault: 'no unit' };
  if (typeof value !== 'string') return { fault: 'malformed' };
  if (value.trim() !== '' && Number.isFinite(Number(value))) return { fault: 'no unit' };
  const [, sign = '', days, rest = ''] = /^([+-]?)(?:(\d+)d)?(.*)$/.exec(value) ?? [];
  if ((days === undefined && rest === '') || rest.replaceAll(part, '') !== '') return { fault: 'malformed' };
  let ms = Number(days ?? 0) * dayMs;
  for (const [, amount, unit = ''] of rest.matchAll(part)) ms += Number(amount) * (unitsMs[unit] ?? Number.NaN);
  return { ms: sign === '-' ? -ms : ms };
}

/** How a value that is no duration is shown: with what k6 would take it for, where that surprises. */
export function foundInstead(value: unknown, fault: DurationFault): string {
  const text = JSON.stringify(value) ?? String(value);
  return fault === 'no unit' ? `${text}, which k6 takes for milliseconds` : text;
}
