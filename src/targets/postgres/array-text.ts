/** PostgreSQL's text form of arrays: `{1,"a,b",NULL,{…}}`. https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */

/** Parses an array with commas between its elements; a lower bound other than 1 (`[0:1]={…}`) is skipped. */
export function parseArray(text: string, element: (text: string) => unknown): unknown[] {
  let at = text.indexOf('{');

  const quotedElement = (): string => {
    let value = '';
    for (at++; at < text.length && text[at] !== '"'; at++) {
      if (text[at] === '\\') at++;
      value += text[at] ?? '';
    }
    at++;
    return value;
  };

  const bareElement = (): unknown => {
    const from = at;
    while (at < text.length && text[at] !== ',' && text[at] !== '}') at++;
    const value = text.slice(from, at);
    return value === 'NULL' ? null : element(value);
  };

  const list = (): unknown[] => {
    const values: unknown[] = [];
    at++;
    while (at < text.length && text[at] !== '}') {
      if (text[at] === ',') at++;
      else if (text[at] === '{') values.push(list());
      else if (text[at] === '"') values.push(element(quotedElement()));
      else values.push(bareElement());
    }
    at++;
    return values;
  };

  return at < 0 ? [] : list();
}

/** The array's text; `element` gives the text of one value, `null` for NULL. */
export function formatArray(values: readonly unknown[], element: (value: unknown) => string | null): string {
  const parts = values.map((value) => {
    if (Array.isArray(value)) return formatArray(value, element);
    const text = element(value);
    return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${parts.join(',')}}`;
}
