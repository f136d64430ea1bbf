/** One thing that is wrong with what a person gave us: where it stands, what is there, and what would be accepted. */
export interface Problem {
  /** A flag (`--rate`), a path in a file (`tables[0].KeySchema`) or a file with its line (`smoke.ts:12`). */
  readonly place: string;
  readonly found: string;
  readonly expected: string;
}

/** Bad input, told whole (exit code 104). `problems` is never empty. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(sentence).join('\n'));
    this.problems = problems;
  }
}

/** One problem as a line that a person can act on. */
export function sentence({ place, found, expected }: Problem): string {
  return `${place}: found ${found}, expected ${expected}`;
}

/** A value as it is quoted in `found`: JSON where it has one, cut to a readable length. */
export function quoted(value: unknown): string {
  const text = typeof value === 'bigint' ? `${value}` : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
