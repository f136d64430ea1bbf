const hidden = '***';
const secretName = /passw(or)?d|passphrase|pwd|secret|token|signature|credential|api[-_]?key/i;

/** `scheme://user:password@`, also inside a longer text; the password may itself hold an @. */
const userinfo = /([a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*):[^\s/?#]*@/gi;
/** A password that was written raw with a / ? or # in it ends at the last @ before a blank. */
const rawUserinfo = /([a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*):[^\s@]*[/?#][^\s]*@/gi;
/** Of a query, and of libpq's `host=… password=…`. */
const parameter = /((?:^|[?&;\s])[\w.-]+)=([^&\s;#]*)/g;

/** A URL that may be shown and saved: passwords, and query parameters that sound like secrets, become `***`. */
export function redactUrl(url: string): string {
  return url
    .replace(rawUserinfo, (whole, head: string) => (looksLikeHost(whole, head) ? whole : `${head}:${hidden}@`))
    .replace(userinfo, `$1:${hidden}@`)
    .replace(parameter, (whole, name: string) => (secretName.test(name) ? `${name}=${hidden}` : whole));
}

/** A value of JSON's kind, with the secrets in its texts redacted and members that are named like secrets hidden. */
export function redacted<Value>(value: Value): Value {
  return hide(value) as Value;
}

function hide(value: unknown): unknown {
  if (typeof value === 'string') return redactUrl(value);
  if (Array.isArray(value)) return value.map(hide);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === 'string' && secretName.test(name) ? hidden : hide(member),
    ]),
  );
}

/** `http://host:8000/a@b`: a port and a path, no password. */
function looksLikeHost(whole: string, head: string): boolean {
  return /^:\d+[/?#]/.test(whole.slice(head.length));
}
