import { units } from '../figures.ts';
import type { PatternRow, RunView, TargetView } from '../run-view.ts';
import { fitted } from '../text/text-width.ts';
import { type Chart, chartLook, heightOf, legend, nameAxis, valueAxis } from './chart.ts';
import type { Palette } from './palette.ts';

type Which = 'read' | 'write';

/** Units of one operation, pattern by pattern, stacked by the table or index that pays; nothing where nothing is charged. */
export function unitsCharts(view: RunView, palette: Palette): Chart[] {
  return view.targets.flatMap((target, at) =>
    target.hasUnits
      ? (['read', 'write'] as const).flatMap((which) => unitsChart(view, target, at, which, palette))
      : [],
  );
}

interface Bar {
  readonly label: string;
  readonly total: number;
  readonly parts: ReadonlyMap<string, number>;
}

function unitsChart(view: RunView, target: TargetView, at: number, which: Which, palette: Palette): Chart[] {
  const bars = view.classes.flatMap(({ rows }) => rows).flatMap((row) => barOf(row, at, which));
  if (bars.length === 0) return [];
  const payers = payersOf(target, palette).filter(({ name }) => bars.some(({ parts }) => parts.has(name)));
  const cut = cutOff(bars.map(({ total }) => total));
  const are = target.unitsMark === '' ? 'reported' : 'partly modelled';
  const axis = valueAxis(
    palette,
    `${which} units an operation, ${are}${cut === null ? '' : '; longer bars are cut, their figures stand with the names'}`,
  );
  return [
    {
      id: `units-${which}-${target.name}`,
      title: `${which === 'read' ? 'Read' : 'Write'} units an operation`,
      description: `${which} units that one operation of each of ${bars.length} patterns takes on ${target.label}, by table and index.`,
      heightPx: heightOf(bars.length, 22),
      config: {
        type: 'bar',
        data: {
          labels: bars.map(({ label }) => label),
          datasets: payers.map((payer) => ({
            label: payer.name,
            data: bars.map(({ parts }) => parts.get(payer.name) ?? null),
            backgroundColor: payer.colour,
            minBarLength: 3,
            borderColor: palette.background,
            borderWidth: { right: 1 },
            barPercentage: 0.72,
            categoryPercentage: 0.92,
            pointStyle: 'rect' as const,
          })),
        },
        options: {
          ...chartLook(palette),
          indexAxis: 'y',
          scales: { y: nameAxis(palette, true), x: { ...axis, stacked: true, ...(cut === null ? {} : { max: cut }) } },
          plugins: { legend: legend(palette) },
        },
      },
    },
  ];
}

function barOf({ id, name, cells }: PatternRow, at: number, which: Which): Bar[] {
  const of = cells[at]?.units;
  if (of == null || of[which] === 0) return [];
  const parts = of.parts.filter((part) => part[which] > 0).map((part) => [payerName(part), part[which]] as const);
  return [{ label: `${fitted(`${id} ${name}`, 40)} · ${units(of[which])}`, total: of[which], parts: new Map(parts) }];
}

interface Payer {
  readonly table: string;
  readonly index: string | null;
  readonly name: string;
  readonly colour: string;
}

/** Tables in their order, each followed by its indexes: a hue per table, lighter from index to index, in all charts alike. */
function payersOf({ record }: TargetView, palette: Palette): Payer[] {
  const consumed = record.patterns.flatMap((pattern) => pattern.consumed);
  const tables = [...new Set(consumed.map(({ table }) => table))];
  return tables.flatMap((table, hue) => {
    const shades = palette.hues[hue % palette.hues.length] ?? [];
    const own = consumed.filter((part) => part.table === table).map(({ index }) => index);
    const indexes = [...new Set(own)].filter((index) => index !== null).sort();
    return [null, ...indexes].map((index, shade) => ({
      table,
      index,
      name: payerName({ table, index }),
      colour: shades[shade % shades.length] ?? palette.text,
    }));
  });
}

/** `Orders`, `Orders GSI1`. */
function payerName({ table, index }: Pick<Payer, 'table' | 'index'>): string {
  return index === null ? table : `${table} ${index}`;
}

/** Where a few bars are so long that the others would vanish, the length at which they are cut; `null` where none is. */
export function cutOff(totals: readonly number[]): number | null {
  const rising = [...totals].sort((a, b) => a - b);
  const longest = rising.at(-1) ?? 0;
  const usual = rising[Math.floor((rising.length - 1) * 0.75)] ?? 0;
  if (usual === 0 || longest <= usual * 8) return null;
  const below = rising.filter((total) => total <= usual * 8).at(-1) ?? usual;
  return rounded(below * 1.15);
}

/** The next length at which an axis ends well. */
function rounded(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value) ?? 10;
  return step * power;
}
