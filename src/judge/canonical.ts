/**
 * A value in the one form in which answers of different engines are compared: times as ISO 8601 text with milliseconds,
 * no member that is null or undefined (SQL's null is DynamoDB's absent attribute), sets as sorted lists, bytes as base64.
 */
export function canonical(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
  if (typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Set) return [...value].map(canonical).sort();
  if (Array.isArray(value)) return value.map(canonical);
  const plain: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const inner = canonical(member);
    if (inner !== null) plain[name] = inner;
  }
  return plain;
}

/** Where two canonical values first differ. */
export interface Difference {
  /** `[3].title`; empty for the whole. */
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** The first difference of two canonical values, members by name and lists in order; `null` where they are equal. */
export function firstDifference(expected: unknown, found: unknown, path = ''): Difference | null {
  if (Object.is(expected, found)) return null;
  if (Array.isArray(expected) && Array.isArray(found)) {
    for (let at = 0; at < Math.max(expected.length, found.length); at++) {
      const inner = firstDifference(expected[at], found[at], `${path}[${at}]`);
      if (inner !== null) return inner;
    }
    return null;
  }
  if (isPlain(expected) && isPlain(found)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const inner = firstDifference(expected[name], found[name], path === '' ? name : `${path}.${name}`);
      if (inner !== null) return inner;
    }
    return null;
  }
  return { path, expected, found };
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
