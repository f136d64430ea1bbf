import type { PatternGrowth, PowerFit, SizeWork } from '../src/runs/growth-record.ts';
import { serviceName, shortName } from './engine-name.ts';
import { listed, ms, units, whole } from './figures.ts';
import { type TextColumn, textTable } from './text/text-table.ts';
import { fitted, wrapped } from './text/text-width.ts';

/** How the cost of each pattern follows the number of users: means at each size, and the exponents with their intervals. */
export function growthTable(patterns: readonly PatternGrowth[], { width }: { readonly width: number }): string {
  const sizes = [...new Set(patterns.flatMap((one) => one.sizes.map(({ dau }) => dau)))].sort((a, b) => a - b);
  const column = (
    head: string,
    align: TextColumn['align'],
    text: (one: PatternGrowth, at: number) => string,
  ): TextColumn => ({
    group: '',
    head,
    align,
    cells: patterns.map((one, at) => ({ text: text(one, at) })),
  });
  const bySize = (one: PatternGrowth, of: (work: SizeWork) => string): string =>
    sizes
      .map((dau) => one.sizes.find((work) => work.dau === dau))
      .map((work) => (work === undefined ? '–' : of(work)))
      .join(' · ');
  const columns = [
    column('pattern', 'left', (one, at) =>
      patterns[at - 1]?.pattern === one.pattern ? '' : fitted(`${one.pattern} ${one.name}`, 28),
    ),
    column('', 'left', ({ target }) => shortName(target)),
    column('evaluated', 'right', (one) => bySize(one, ({ evaluated }) => units(evaluated))),
    column('exponent', 'left', ({ evaluated }) => fitText(evaluated)),
    column('units', 'right', (one) =>
      one.sizes.some((work) => work.units > 0) ? bySize(one, (work) => units(work.units)) : '',
    ),
    column('exponent', 'left', (one) => fitText(one.units)),
    column('ms', 'right', (one) => bySize(one, ({ serviceMs }) => ms(serviceMs))),
    column('exponent', 'left', ({ serviceMs }) => fitText(serviceMs)),
  ];
  const lines = [
    ...patterns.filter(({ grows }) => grows).map(grownText),
    ...patterns.flatMap((one) =>
      one.leftOut === null
        ? []
        : [`${one.pattern} was not asked at every size on ${serviceName(one.target)}: ${one.leftOut}.`],
    ),
  ];
  return [
    `Growth: means of one operation at ${listed(sizes.map(whole))} DAU, and the exponent e of DAU^e with its 95 % interval`,
    ...textTable(columns, (_, text) => text, 2),
    '',
    ...(lines.length === 0 ? ['No pattern grows with the data.'] : lines).flatMap((line) =>
      wrapped(line, width, '', '   '),
    ),
  ].join('\n');
}

/** `1.02 ±0.03`, `1.02` of two points; nothing of what cannot be fitted. */
function fitText(fit: PowerFit | null): string {
  if (fit === null) return '';
  const half = fit.interval === null ? '' : ` ±${((fit.interval[1] - fit.interval[0]) / 2).toFixed(2)}`;
  return `${rounded(fit.exponent)}${half}`;
}

/** Two decimals; no zero has a sign. */
const rounded = (value: number): string => value.toFixed(2).replace(/^-(0\.00)$/, '$1');

function grownText({ pattern, name, target, sizes, evaluated, units: fit }: PatternGrowth): string {
  const [first, last] = [sizes[0], sizes.at(-1)];
  const charged = fit === null ? '' : `, and its units with ${fitText(fit)}`;
  const from = `${units(first?.evaluated ?? 0)} items evaluated at ${whole(first?.dau ?? 0)} DAU, ${units(last?.evaluated ?? 0)} at ${whole(last?.dau ?? 0)}`;
  return `${pattern} ${name} grows with the data on ${serviceName(target)}: ${from}, exponent ${fitText(evaluated)}${charged}.`;
}
