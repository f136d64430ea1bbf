/** The compiled place of a file of this folder: a thread runs no TypeScript on the oldest Node that is supported. */
export function compiled(url: string): string {
  return url.endsWith('.ts') ? url.replace('/src/replay/', '/dist/src/replay/') : url;
}
