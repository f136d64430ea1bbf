const grouped = (decimals: number) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
const byDecimals = [grouped(0), grouped(1), grouped(2)] as const;
const atMost = [0, 1, 2].map((decimals) => new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals }));

/** A whole number with separators: `12,480`. */
export function whole(value: number): string {
  return byDecimals[0].format(value);
}

/** `1 pattern`, `2 patterns`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${whole(value)} ${value === 1 ? one : many}`;
}

/** Milliseconds to three significant digits, two decimals at most, without the unit: `0.41`, `2.31`, `10.4`, `689`. */
export function ms(value: number): string {
  if (value > 0 && value < 0.005) return '<0.01';
  if (value < 9.995) return byDecimals[2].format(value);
  return byDecimals[value < 99.95 ? 1 : 0].format(value);
}

/** Request or capacity units, the zeros behind the point left out: `0.5`, `12.5`, `1,843.5`, `18,402`. */
export function units(value: number): string {
  if (value > 0 && value < 0.005) return '<0.01';
  const decimals = value < 10 ? 2 : value < 10_000 ? 1 : 0;
  return (atMost[decimals] ?? byDecimals[0]).format(value);
}

/** A ratio as a percentage. Only what is all is 100 %, and only what is nothing is 0 %. */
export function percent(ratio: number): string {
  const value = ratio * 100;
  if (value > 0 && value < 0.05) return '<0.1 %';
  if (value < 100 && value >= 99.95) return '>99.9 %';
  const close = value < 9.95 || (value > 99 && value < 100);
  return `${(close ? atMost[1] : atMost[0])?.format(value)} %`;
}

/** Bytes in powers of 1,024: `842 B`, `8.6 MiB`. */
export function bytes(value: number): string {
  const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = value;
  let power = 0;
  while (size >= 1023.5 && power < names.length - 1) {
    size /= 1024;
    power += 1;
  }
  return `${(size < 10 && power > 0 ? atMost[1] : atMost[0])?.format(size)} ${names[power]}`;
}

/** A length of time as a person says it: `60 s`, `5 min`, `1 h 3 min`. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${atMost[1]?.format(seconds)} s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  const rest = Math.round(seconds) % 60;
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `2026-11-22 17:42 UTC` of an ISO 8601 moment. */
export function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
