import type { ClaimRecord } from '../src/runs/run-record.ts';
import { whole } from './figures.ts';
import type { Paint, Style } from './text/paint.ts';
import { plain, wrapped } from './text/text-width.ts';

const marks: Readonly<Record<ClaimRecord['verdict'], { readonly mark: string; readonly style: Style }>> = {
  holds: { mark: 'holds         ', style: 'good' },
  'does not hold': { mark: 'does not hold ', style: 'bad' },
  'not testable here': { mark: 'not testable  ', style: 'open' },
};

/** Claims that one and the same reason keeps from being tested are told together from so many on. */
const manyAlike = 3;

/** Each claim with its verdict, what was found, and why; a count of the verdicts at the end. */
export function claimsTable(claims: readonly ClaimRecord[], paint: Paint, room: number): string[] {
  const alike = (claim: ClaimRecord): readonly ClaimRecord[] =>
    claims.filter(({ verdict, why }) => verdict === 'not testable here' && why === claim.why);
  const lines = claims.flatMap((claim) => {
    const same = alike(claim);
    if (same.length < manyAlike) return claimLines(claim, paint, room);
    return same[0] === claim ? claimLines(together(same), paint, room) : [];
  });
  return [...lines, countLine(claims)];
}

/** What was found does not matter where it decides nothing. */
function together(claims: readonly ClaimRecord[]): ClaimRecord {
  const said = new Map<string, number>();
  for (const { says } of claims) said.set(says, (said.get(says) ?? 0) + 1);
  const says = [...said].map(([text, times]) => (times === 1 ? text : `${text} (${whole(times)} times)`)).join(' · ');
  return {
    claim: '',
    says: `${whole(claims.length)} claims: ${says}`,
    found: '',
    verdict: 'not testable here',
    why: claims[0]?.why ?? '',
  };
}

function claimLines({ says, found, verdict, why }: ClaimRecord, paint: Paint, room: number): string[] {
  const { mark, style } = marks[verdict];
  const indent = ' '.repeat(mark.length);
  const [first = '', ...rest] = wrapped(plain(says), room, mark, indent);
  const evidence = found === '' ? plain(why) : `${plain(found)}: ${plain(why)}`;
  return [
    first.replace(mark, () => paint(style, mark)),
    ...rest,
    ...wrapped(evidence, room, `${indent}  `, `${indent}  `),
  ];
}

function countLine(claims: readonly ClaimRecord[]): string {
  const of = (verdict: ClaimRecord['verdict']): number => claims.filter((claim) => claim.verdict === verdict).length;
  const [holds, fails, open] = [of('holds'), of('does not hold'), of('not testable here')];
  return `of ${whole(claims.length)} claims ${whole(holds)} ${holds === 1 ? 'holds' : 'hold'}, ${whole(fails)} ${fails === 1 ? 'does' : 'do'} not, ${whole(open)} ${open === 1 ? 'is' : 'are'} not testable here`;
}
