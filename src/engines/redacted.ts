/**
 * A URL, or what was meant as one, without its password: what stands between the name and the last `@`, and what follows
 * `password=`. Rather too much is cut than too little.
 */
export function redacted(text: string): string {
  return text.replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?[^:@/]*):.*@/is, '$1@').replace(/(password=)[^&#\s]*/gi, '$1...');
}
