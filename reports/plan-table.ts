import type { BillLine } from '../src/bill/bill.ts';
import { viewsOf } from '../src/bill/shown-bill.ts';
import { shownCents, shownTotal } from '../src/bill/shown-cents.ts';
import { dollars } from './bill-table.ts';
import { billAmount } from './bill-words.ts';
import { engineName, serviceName } from './engine-name.ts';
import { percent, units, whole } from './figures.ts';
import { claimsTable } from './plan-claims.ts';
import { dayLines } from './plan-day.ts';
import { breakPointLines } from './plan-limits.ts';
import type { DirectionOnPaper, MonthOnPaper, PartOnPaper, PlanOnPaper } from './plan-paper.ts';
import { type Paint, paintFor } from './text/paint.ts';
import { type TextColumn, textTable } from './text/text-table.ts';
import { fitted, plain, wrapped } from './text/text-width.ts';

export interface PlanStyle {
  readonly width: number;
  readonly colour: boolean;
}

/** A plan as text for a terminal, laid out for 100 columns. */
export function planTable(plan: PlanOnPaper, { width, colour }: PlanStyle = { width: 100, colour: false }): string {
  const paint = paintFor(colour);
  const room = Math.max(80, width);
  const title = (text: string): string[] => ['', paint('bold', text)];
  return [
    ...heading(plan, paint, room),
    '',
    ...billLines(plan, paint),
    ...plan.at.flatMap((month) => [
      ...title(`As designed at ${whole(month.dau)} DAU: units a second, and dollars a month`),
      ...partLines(month, paint),
      ...title(`The same dollars by pattern, at ${whole(month.dau)} DAU`),
      ...patternLines(month, paint),
      ...title(`If one thing were different, at ${whole(month.dau)} DAU: dollars a month`),
      ...sensitivityLines(month, paint, room),
    ]),
    ...title('The busiest day as designed, operation by operation'),
    ...plan.days.flatMap((day) => dayLines(day, room)),
    ...(plan.days.length < plan.at.length ? ['days of more than 3 million operations are not simulated'] : []),
    ...title('Stored at the end of each month, GB of 2^30 bytes'),
    ...storageLines(plan, paint),
    ...title('Where limits are: the week’s busiest hour, as designed, nearest first'),
    ...breakPointLines(plan.breakPoints, paint, room),
    ...(plan.claims.length === 0 ? [] : [...title('What the design claims'), ...claimsTable(plan.claims, paint, room)]),
    ...title('How this was computed'),
    ...(plan.notes ?? []).flatMap((note) => wrapped(plain(note), room, '- ', '  ')),
    '',
  ].join('\n');
}

function heading(
  { region, hoursPerMonth, months, freeTier, prices, run }: PlanOnPaper,
  paint: Paint,
  room: number,
): string[] {
  const history = `${months} ${months === 1 ? 'month' : 'months'} of history`;
  const measured = `${whole(run.dau)} DAU${run.days === null ? '' : `, ${whole(run.days)} days of history`}`;
  return [
    paint('bold', `A month in ${region}: US dollars, before tax`),
    `${hoursPerMonth} hours · ${history} · free tier ${freeTier === true ? 'taken once' : 'not taken'} · prices read ${prices.read}`,
    ...wrapped(`units of run ${plain(run.id)} on ${plain(engineName(run))}: ${measured}`, room),
  ];
}

function column(head: string, align: TextColumn['align'], texts: readonly string[]): TextColumn {
  return { group: '', head, align, cells: texts.map((text) => ({ text })) };
}

/** A row for each mode, a column for each DAU. */
function billLines({ at }: PlanOnPaper, paint: Paint): string[] {
  const names = [
    ...new Set(at.flatMap(({ bills }) => bills.map(({ target, mode }) => JSON.stringify([target, mode])))),
  ];
  const unpriced = at.filter(({ bills }) => !bills.some(({ target }) => target === 'postgres'));
  const rows = names.map((name) => {
    const [target, mode] = JSON.parse(name) as [string, string]; // written just above
    const amounts = at.map(({ bills }) => {
      const bill = bills.find((one) => one.target === target && one.mode === mode);
      return bill === undefined ? '' : billAmount(bill);
    });
    return [`${serviceName(target)}, ${mode}`, ...amounts];
  });
  const all = [
    ['operations a day', ...at.map(({ operationsPerDay }) => whole(Math.round(operationsPerDay)))],
    ['operations a second at the peak', ...at.map(({ operationsPerSecondAtPeak }) => units(operationsPerSecondAtPeak))],
    ...rows,
    ...(unpriced.length === 0
      ? []
      : [['PostgreSQL: see below', ...at.map((month) => (unpriced.includes(month) ? 'no estimate' : ''))]]),
  ];
  const columns = [
    column(
      '',
      'left',
      all.map(([label = '']) => label),
    ),
    ...at.map(({ dau }, n) =>
      column(
        `${whole(dau)} DAU`,
        'right',
        all.map((row) => row[n + 1] ?? ''),
      ),
    ),
  ];
  const why = at.flatMap(({ dau, postgres }) =>
    wrapped(`PostgreSQL at ${whole(dau)} DAU: ${plain(postgres.mode)}: ${plain(postgres.why)}`, 100, '', '  '),
  );
  const unserved = at.flatMap((month) => unservedLines(month));
  return [...textTable(columns, paint), '', ...unserved, ...why];
}

/** A design is charged for its capacity, also where that does not serve what is asked of it: said beside the price. */
function unservedLines({ dau, parts, sensitivity, bills }: MonthOnPaper): string[] {
  const short = parts.flatMap(({ table, index, read, write }) =>
    (['read', 'write'] as const).flatMap((direction) => {
      const { served } = direction === 'read' ? read : write;
      const place = index === null ? table : `${table} ${index}`;
      return served < 0.999 ? [`${percent(served)} of the ${direction} units of ${plain(place)}`] : [];
    }),
  );
  const scans = sensitivity.find(({ change }) => change.startsWith('without the patterns that scan'));
  const [designed] = bills;
  if (short.length === 0 || designed === undefined) return [];
  const without =
    scans === undefined
      ? ''
      : ` Without the patterns that scan (${plain(scans.note)}) the month costs ${money(scans.designedUsd)} as designed, ${money(scans.onDemandUsd)} on demand.`;
  const text = `As designed at ${whole(dau)} DAU: ${billAmount(designed)} is the price of capacity that serves only ${short.join(', ')}.${without}`;
  return wrapped(text, 100, '', '  ');
}

function partLines({ bills, parts }: MonthOnPaper, paint: Paint): string[] {
  const lines: readonly BillLine[] = bills[0]?.lines ?? [];
  const amounts = new Map(viewsOf(lines).indexes.map((row) => [JSON.stringify([row.resource, row.index]), row.cents]));
  const own = (part: PartOnPaper): string => dollars(amounts.get(JSON.stringify([part.table, part.index])) ?? 0);
  const direction = (one: 'read' | 'write', name: string): TextColumn[] => {
    const texts = (text: (of: DirectionOnPaper) => string) => [...parts.map((part) => text(part[one])), ''];
    const grouped = (head: string, align: TextColumn['align'], cells: readonly string[]): TextColumn => ({
      ...column(head, align, cells),
      group: name,
    });
    return [
      grouped(
        'peak',
        'point',
        texts(({ unitsPerSecondAtPeak }) => units(unitsPerSecondAtPeak)),
      ),
      grouped('capacity', 'right', texts(capacityText)),
      grouped(
        'served',
        'right',
        texts(({ served }) => (served >= 1 ? 'all' : percent(served))),
      ),
    ];
  };
  return textTable(
    [
      column('', 'left', [
        ...parts.map(({ table, index }) => fitted(plain(index === null ? table : `  ${index}`), 22)),
        'in all',
      ]),
      ...direction('read', 'reads'),
      ...direction('write', 'writes'),
      column('GB', 'point', [...parts.map(({ storedGb }) => units(storedGb)), '']),
      column('a month', 'right', [...parts.map(own), dollars(shownTotal(lines.map((line) => line.usd)))]),
    ],
    paint,
    2,
  );
}

function capacityText({ capacity }: DirectionOnPaper): string {
  if (capacity === null) return 'on demand';
  const [least, most] = [whole(capacity.least), whole(capacity.most)];
  return least === most ? least : `${least}-${most}`;
}

const patternsShown = 12;

/** The dearest, and the others in one row: the cents add up to the bill. */
function patternLines({ bills, byPattern = [] }: MonthOnPaper, paint: Paint): string[] {
  const rest = byPattern.slice(patternsShown);
  const others = { pattern: `${whole(rest.length)} others`, usd: rest.reduce((sum, row) => sum + row.usd, 0) };
  const rows = [...byPattern.slice(0, patternsShown), ...(rest.length === 0 ? [] : [others])];
  const total = shownTotal((bills[0]?.lines ?? []).map(({ usd }) => usd));
  const cents = shownCents(
    rows.map(({ usd }) => usd),
    total,
  );
  const names = [...rows.map(({ pattern }) => plain(pattern)), 'in all'];
  return textTable([column('', 'left', names), column('a month', 'right', [...cents, total].map(dollars))], paint);
}

function sensitivityLines({ sensitivity: rows }: MonthOnPaper, paint: Paint, room: number): string[] {
  const more = (amount: number): string =>
    Math.abs(amount) < 0.005 ? '-' : `${amount > 0 ? '+' : ''}${money(amount)}`;
  const columns = [
    column(
      '',
      'left',
      rows.map(({ change }) => fitted(plain(change), 38)),
    ),
    column(
      'on demand',
      'right',
      rows.map((row) => money(row.onDemandUsd)),
    ),
    column(
      'more',
      'right',
      rows.map((row) => more(row.onDemandMoreUsd)),
    ),
    column(
      'designed',
      'right',
      rows.map((row) => money(row.designedUsd)),
    ),
    column(
      'more',
      'right',
      rows.map((row) => more(row.designedMoreUsd)),
    ),
  ];
  const table = textTable(columns, paint);
  const notes = rows.filter(({ note }) => note !== '');
  return [
    ...table,
    ...notes.flatMap(({ change, note }) => wrapped(`${plain(change)}: ${plain(note)}`, room, '  ', '    ')),
  ];
}

function money(usd: number): string {
  return dollars(Math.round(usd * 100));
}

function storageLines({ storage, at }: PlanOnPaper, paint: Paint): string[] {
  const months = [...new Set(storage.map(({ month }) => month))];
  const find = (dau: number, month: number) => storage.find((one) => one.dau === dau && one.month === month);
  const columns = [
    column('month', 'right', months.map(String)),
    ...at.flatMap(({ dau }) =>
      (['dynamodbGb', 'postgresGb'] as const).map((which) => ({
        ...column(
          which === 'dynamodbGb' ? 'DynamoDB' : 'PostgreSQL',
          'point',
          months.map((month) => units(find(dau, month)?.[which] ?? 0)),
        ),
        group: `${whole(dau)} DAU`,
      })),
    ),
  ];
  return textTable(columns, paint);
}
