/** What a partition key is of: its text up to and with the first `#`, `:`, `|` or `/`; empty where it has none. */
export function keyGroup(key: string): string {
  return /^[^#:|/]*[#:|/]/.exec(key)?.[0] ?? '';
}

/** Key groups as they are shown: `USER#…`, `any key`. */
export function groupWords(group: string): string {
  return group === '' ? 'any key' : `${group}…`;
}
