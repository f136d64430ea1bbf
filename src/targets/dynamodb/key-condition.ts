import type { Item } from '../../workload/dynamodb-port.ts';

/** Names and values behind the placeholders of an expression, as lib-dynamodb takes them. */
export interface Placeholders {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

/** The values that `expression` compares attributes with, by the attribute's name, where it does with `=`. */
export function equalities(expression: string | undefined, of: Placeholders): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [, left = '', right = ''] of (expression ?? '').matchAll(/([#\w.]+)\s*=\s*(:\w+)/g)) {
    found.set(named(left, of), of.ExpressionAttributeValues?.[right]);
  }
  return found;
}

/** A test of an item's sort key: whatever of a key condition is not understood lets every item through. */
export function matches(expression: string | undefined, of: Placeholders): (item: Item) => boolean {
  const asked = prefixes(expression, of);
  const equal = [...equalities(expression, of)];
  return (item) =>
    equal.every(([name, value]) => item[name] === value) &&
    asked.every(([name, value]) => String(item[name]).startsWith(String(value)));
}

/** What an attribute must begin with or be; `null` where nothing of the kind is asked. */
export function prefixOf(
  attribute: string | undefined,
  expression: string | undefined,
  of: Placeholders,
): string | null {
  if (attribute === undefined) return null;
  const equal = equalities(expression, of).get(attribute);
  if (typeof equal === 'string') return equal;
  const found = prefixes(expression, of).find(([name]) => name === attribute);
  return found === undefined ? null : String(found[1]);
}

function prefixes(expression: string | undefined, of: Placeholders): (readonly [string, unknown])[] {
  const calls = (expression ?? '').matchAll(/begins_with\s*\(\s*([#\w.]+)\s*,\s*(:\w+)\s*\)/gi);
  return [...calls].map(
    ([, left = '', right = '']) => [named(left, of), of.ExpressionAttributeValues?.[right]] as const,
  );
}

/** A partition key's value as text: one value as it is, several joined. */
export function keyText(attributes: readonly string[], find: (attribute: string) => unknown): string | null {
  const values = attributes.map(find);
  if (values.some((value) => value === undefined || value === null)) return null;
  return values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' ');
}

function named(placeholder: string, { ExpressionAttributeNames: names }: Placeholders): string {
  return placeholder.startsWith('#') ? (names?.[placeholder] ?? placeholder) : placeholder;
}
