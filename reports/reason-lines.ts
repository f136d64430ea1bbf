import type { Reason } from './reasons.ts';

/** A line of what speaks against a run: one reason, or several that differ in their pattern and figures alone. */
export interface ReasonLine extends Reason {
  /** The first is the worst, and its words stand for all. */
  readonly reasons: readonly Reason[];
}

/** So many alike are told as one. */
const fewest = 3;
const namedAtMost = 6;

/** Tells reasons that say the same of several patterns in one line, where the first of them stands. */
export function reasonLines(reasons: readonly Reason[]): ReasonLine[] {
  const alike = new Map<string, Reason[]>();
  for (const reason of reasons) {
    const key = likeness(reason);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [reason]);
    else group.push(reason);
  }
  return reasons.flatMap((reason) => {
    const group = alike.get(likeness(reason)) ?? [reason];
    if (group.length < fewest) return [{ ...reason, reasons: [reason] }];
    return group[0] === reason ? [together(reason, group)] : [];
  });
}

/** What is the same for all that are told together; claims and answers are each their own. */
function likeness({ kind, pattern, target, objective, subject, why }: Reason): string {
  const isOwn = pattern === null || kind === 'claim' || kind === 'differs';
  const words = isOwn ? [subject, why] : [statistic(objective), why.replace(/\d[\d,.]*/g, '#')];
  return JSON.stringify([kind, target?.name ?? null, ...words]);
}

/** `response p(99)` of `response p(99) < 10ms`: limits differ from pattern to pattern. */
function statistic(objective: string | null): string | null {
  return objective?.replace(/ *(<=?|>=?|==|!=).*$/, '') ?? null;
}

function together(first: Reason, reasons: readonly Reason[]): ReasonLine {
  const ids = [...new Set(reasons.flatMap(({ pattern }) => pattern ?? []))];
  const more = ids.length - namedAtMost;
  const named = more > 0 ? `${ids.slice(0, namedAtMost).join(', ')} and ${more} more` : ids.join(', ');
  const isSame = reasons.every(({ objective }) => objective === first.objective);
  return {
    ...first,
    pattern: null,
    subject: `${ids.length} patterns (${named})`,
    objective: isSame ? first.objective : statistic(first.objective),
    why: `for instance ${first.pattern}: ${first.why}`,
    reasons,
  };
}
