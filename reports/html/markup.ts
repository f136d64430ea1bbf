/** A piece of HTML. `html` makes it, and escapes whatever is put into it; only our own style and scripts are made as they are. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Content = string | number | Markup | null | readonly Content[];

/** `html\`<p>${text}</p>\``: text is escaped, for elements and for attributes in double quotes; `null` is nothing. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(
    parts.map((part, at) => part + (at < contents.length ? rendered(contents[at] ?? null) : '')).join(''),
  );
}

function rendered(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.toString();
  if (typeof content === 'object') return content.map(rendered).join('');
  return String(content)
    .replace(/[\p{Cc}]/gu, (character) => (character === '\n' ? '\n' : ' '))
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A value as JSON inside a script element, where neither an end tag nor a comment can begin. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
