/** Tags as scripts give them: texts, numbers and truth values by name; anything else is a mistake. */
export function readTags(given: unknown, place: string): Record<string, string> {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object') throw new TypeError(`${place}: tags are an object of texts, not ${String(given)}`);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, tagValue(name, value, place)]));
}

export function tagValue(name: string, value: unknown, place: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`${place}: the tag ${JSON.stringify(name)} is a text, a number or a truth value`);
}
