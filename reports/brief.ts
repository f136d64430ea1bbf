import { fitted, plain } from './text/text-width.ts';

const mostText = 48;

/** A value for a person: JSON in which long text is cut, and of a list only the first element stands after its length. */
export function brief(value: unknown): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const [first] = value;
    return value.length === 1 ? `[${brief(first)}]` : `${value.length} of ${brief(first)} …`;
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return JSON.stringify(fitted(plain(value), mostText));
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${plain(name)}: ${brief(member)}`).join(', ')}}`;
}
