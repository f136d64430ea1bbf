import type { ClaimRecord } from '../src/runs/run-record.ts';
import { whole } from './figures.ts';
import type { Paint, Style } from './text/paint.ts';
import { plain, wrapped } from './text/text-width.ts';

const marks: Readonly<Record<ClaimRecord['verdict'], { readonly mark: string; readonly style: Style }>> = {
  holds: { mark: 'holds         ', style: 'good' },
  'does not hold': { mark: 'does not hold ', style: 'bad' },
  'not testable here': { mark: 'not testable  ', style: 'open' },
};

/** Each claim with its verdict, what was found, and why; a count of the verdicts at the end. */
export function claimsTable(claims: readonly ClaimRecord[], paint: Paint, room: number): string[] {
  const lines = claims.flatMap(({ says, found, verdict, why }) => {
    const { mark, style } = marks[verdict];
    const indent = ' '.repeat(mark.length);
    const [first = '', ...rest] = wrapped(plain(says), room, mark, indent);
    const evidence = found === '' ? plain(why) : `${plain(found)}: ${plain(why)}`;
    return [
      first.replace(mark, () => paint(style, mark)),
      ...rest,
      ...wrapped(evidence, room, `${indent}  `, `${indent}  `),
    ];
  });
  const count = (verdict: ClaimRecord['verdict']): string =>
    `${whole(claims.filter((claim) => claim.verdict === verdict).length)} ${verdict}`;
  return [...lines, `${count('holds')}, ${count('does not hold')}, ${count('not testable here')}`];
}
