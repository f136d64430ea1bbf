import { counted, whole } from '../figures.ts';
import type { DayOnPaper } from '../plan-day.ts';
import type { MonthOnPaper, PlanOnPaper } from '../plan-paper.ts';
import { fitted } from '../text/text-width.ts';
import { type Chart, chartFont, chartLook, heightOf, legend, logarithmicAxis, nameAxis, valueAxis } from './chart.ts';
import type { Palette } from './palette.ts';

type Direction = 'read' | 'write';
type Curve = DayOnPaper['curves'][number];

const directions = ['read', 'write'] as const;
const patternsShown = 8;
const capacityCharts = 4;

/** Units by pattern, and by table and index, through the busiest day; and capacity against what was consumed of it. */
export function planDayCharts(plan: PlanOnPaper, palette: Palette): Chart[] {
  return plan.at.flatMap((month) => {
    const day = plan.days.find(({ dau }) => dau === month.dau);
    return [
      ...directions.flatMap((direction) => patternChart(plan, month, direction, palette)),
      ...(day === undefined ? [] : directions.flatMap((direction) => partChart(day, direction, palette))),
      ...(day === undefined ? [] : capacityChartsOf(day, palette)),
    ];
  });
}

/** The patterns that take the most, hour by hour: each follows the traffic's own hours. */
function patternChart({ hours }: PlanOnPaper, month: MonthOnPaper, direction: Direction, palette: Palette): Chart[] {
  const rows = month.patternUnits.filter((row) => row[direction] > 0).sort((a, b) => b[direction] - a[direction]);
  if (rows.length === 0 || hours.length === 0) return [];
  const rest = rows.slice(patternsShown).reduce((sum, row) => sum + row[direction], 0);
  const shown = [
    ...rows.slice(0, patternsShown).map((row) => ({ name: row.pattern, units: row[direction] })),
    ...(rest > 0 ? [{ name: `${rows.length - patternsShown} others`, units: rest }] : []),
  ];
  const colours = palette.hues.flatMap((shades) => [shades[0] ?? '', shades[2] ?? '']);
  return [
    {
      id: `plan-patterns-${direction}-${month.dau}`,
      title: `${titled(direction)} by pattern through the busiest day, ${whole(month.dau)} DAU`,
      description: `${direction} units a second that patterns ask for in each hour of the busiest weekday, UTC.`,
      heightPx: 340,
      config: {
        type: 'bar',
        data: {
          labels: hours.map((_, hour) => clock(hour * 60)),
          datasets: shown.map(({ name, units }, at) => ({
            label: name,
            data: hours.map((share) => fourDigits((units * share) / 3600)),
            backgroundColor: colours[at % colours.length] ?? palette.text,
            borderColor: palette.background,
            borderWidth: 1,
            categoryPercentage: 0.94,
            barPercentage: 1,
            pointStyle: 'rect' as const,
          })),
        },
        options: {
          ...chartLook(palette),
          scales: {
            x: { ...timeAxis(palette), stacked: true },
            y: { ...valueAxis(palette, `${direction} units a second`), stacked: true, beginAtZero: true },
          },
          plugins: { legend: legend(palette) },
        },
      },
    },
  ];
}

/** What each table and index was seen to serve: on a logarithmic axis, for they are magnitudes apart. */
function partChart({ dau, curves }: DayOnPaper, direction: Direction, palette: Palette): Chart[] {
  const own = curves.filter((curve) => curve.direction === direction && curve.consumed.some((units) => units > 0));
  const tables = [...new Set(own.map(({ table }) => table))];
  if (own.length === 0) return [];
  const hourly = own.map((curve) => ({ curve, units: byHour(curve.consumed) }));
  const most = Math.max(...hourly.flatMap(({ units }) => units));
  return [
    {
      id: `plan-tables-${direction}-${dau}`,
      title: `${titled(direction)} served by table and index through the busiest day, ${whole(dau)} DAU`,
      description: `${direction} units a second that each table and index served in each hour of the simulated day, UTC.`,
      heightPx: 380,
      config: {
        type: 'line',
        data: {
          labels: Array.from({ length: 24 }, (_, hour) => clock(hour * 60)),
          datasets: hourly.map(({ curve, units }) => {
            const nth = own.filter(({ table }) => table === curve.table).indexOf(curve);
            const shades = palette.hues[tables.indexOf(curve.table) % palette.hues.length] ?? [];
            // The lightest shade is too faint for a line.
            const colour = shades[nth % 3] ?? palette.text;
            return {
              label: placeName(curve),
              data: units.map((each) => (each > 0 ? each : null)),
              borderColor: colour,
              backgroundColor: colour,
              borderWidth: 2,
              borderDash: nth < 3 ? [] : [6, 4],
              pointRadius: 3,
              pointStyle: (['circle', 'rect', 'triangle', 'rectRot'] as const)[nth % 4] ?? 'circle',
            };
          }),
        },
        options: {
          ...chartLook(palette),
          scales: {
            x: timeAxis(palette),
            y: { ...logarithmicAxis(palette, `${direction} units a second (logarithmic)`), min: most / 20_000 },
          },
          plugins: { legend: legend(palette) },
        },
      },
    },
  ];
}

/** Of the tables and indexes with capacity of their own, those that come nearest to it. */
function capacityChartsOf(day: DayOnPaper, palette: Palette): Chart[] {
  const provided = day.curves.flatMap((curve) =>
    curve.capacity === null ? [] : [{ ...curve, capacity: curve.capacity }],
  );
  const used = provided.filter(({ consumed }) => consumed.some((units) => units > 0));
  return used
    .sort((one, other) => throttledMinutes(day, other) - throttledMinutes(day, one) || nearness(other) - nearness(one))
    .slice(0, capacityCharts)
    .map((curve) => capacityChart(day, curve, palette));
}

function capacityChart(
  day: DayOnPaper,
  curve: Curve & { readonly capacity: readonly number[] },
  palette: Palette,
): Chart {
  const { direction, consumed, capacity } = curve;
  const minutes = throttledMinutes(day, curve);
  const hours = throttledByHour(day, curve);
  const place = placeName(curve);
  const throttled = minutes === 0 ? 'nothing throttled' : `throttled in ${counted(minutes, 'minute')}`;
  return {
    id: `plan-capacity-${direction}-${place.replace(/[^A-Za-z\d]+/g, '-')}-${day.dau}`,
    title: `${place}, ${direction}s: capacity and what it served, ${day.weekday}, ${whole(day.dau)} DAU: ${throttled}`,
    description: `Provisioned and consumed ${direction} units a second of ${place} in each quarter of an hour of the simulated day, with the minutes of each hour in which something was throttled.`,
    heightPx: 320,
    config: {
      type: 'line',
      data: {
        labels: consumed.map((_, quarter) => clock(quarter * 15)),
        datasets: [
          line('capacity', capacity, palette.hues[1]?.[1] ?? palette.text, { stepped: true, borderDash: [8, 4] }),
          line('consumed', consumed, palette.hues[0]?.[0] ?? palette.text, {
            fill: 'origin',
            backgroundColor: palette.hues[0]?.[3] ?? palette.grid,
          }),
          ...(minutes === 0
            ? []
            : [
                {
                  ...line(
                    'minutes of the hour with something throttled (right)',
                    consumed.map((_, quarter) => hours[Math.floor(quarter / 4)] ?? 0),
                    palette.limit,
                    { stepped: true, borderDash: [2, 3], order: -1 },
                  ),
                  yAxisID: 'minutes',
                },
              ]),
        ],
      },
      options: {
        ...chartLook(palette),
        scales: {
          x: timeAxis(palette),
          y: { ...valueAxis(palette, `${direction} units a second`), beginAtZero: true },
          ...(minutes === 0
            ? {}
            : {
                minutes: {
                  ...valueAxis(palette, 'throttled minutes of the hour'),
                  position: 'right' as const,
                  min: 0,
                  suggestedMax: 15,
                  grid: { display: false },
                },
              }),
        },
        plugins: { legend: legend(palette) },
      },
    },
  };
}

function line(label: string, data: readonly number[], colour: string, more: object) {
  return {
    label,
    data: [...data],
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    pointRadius: 0,
    pointStyle: 'line' as const,
    ...more,
  };
}

/** Per cent of a partition's limit; keys below are not worth a bar. */
const leastShare = 0.005;

/** The hottest key of each kind against what one partition serves. */
export function keyHeatChart({ keys, at }: PlanOnPaper, palette: Palette): Chart[] {
  const [month] = at;
  const limits = { read: 3000, write: 1000 } as const;
  const heats = keys
    .map((key) => ({ ...key, share: (100 * key.unitsPerSecond) / limits[key.direction] }))
    .filter(({ share }) => share >= leastShare)
    .sort((one, other) => other.share - one.share)
    .slice(0, 14);
  if (month === undefined || heats.length === 0) return [];
  return [
    {
      id: 'plan-key-heat',
      title: `The hottest key of each kind at the peak, ${whole(month.dau)} DAU`,
      description:
        'Units a second of the hottest partition keys as a percentage of what one partition serves: 3,000 read or 1,000 write units a second.',
      heightPx: heightOf(heats.length, 28),
      config: {
        type: 'bar',
        data: {
          labels: heats.map((heat) => `${fitted(heat.key, 28)} · ${placeName(heat)} · ${heat.direction}s`),
          datasets: [
            {
              label: 'of what one partition serves (3,000 read, 1,000 write units a second)',
              data: heats.map(({ share }): [number, number] => [leastShare, fourDigits(share)]),
              backgroundColor: heats.map(({ direction }) =>
                direction === 'read' ? (palette.targets[0] ?? palette.text) : (palette.targets[1] ?? palette.text),
              ),
              pointStyle: 'rect' as const,
              barPercentage: 0.72,
            },
          ],
        },
        options: {
          ...chartLook(palette),
          indexAxis: 'y',
          scales: {
            y: nameAxis(palette, false),
            x: {
              ...logarithmicAxis(
                palette,
                '% of one partition’s limit (logarithmic); blue reads, orange writes; 100 is the limit',
              ),
              min: leastShare,
              max: Math.max(100, ...heats.map(({ share }) => share * 1.2)),
            },
          },
          plugins: { legend: { display: false } },
        },
      },
    },
  ];
}

function timeAxis(palette: Palette) {
  return {
    ...valueAxis(palette, 'UTC'),
    ticks: { color: palette.muted, font: chartFont, maxTicksLimit: 13, maxRotation: 0 },
    grid: { display: false },
  } as const;
}

function throttledMinutes({ throttles }: DayOnPaper, { table, index, direction }: Curve): number {
  const own = throttles.filter((one) => one.table === table && one.index === index && one.direction === direction);
  return own.reduce((sum, { minutes }) => sum + minutes, 0);
}

function throttledByHour({ throttles }: DayOnPaper, { table, index, direction }: Curve): readonly number[] {
  const own = throttles.filter((one) => one.table === table && one.index === index && one.direction === direction);
  return Array.from({ length: 24 }, (_, hour) =>
    Math.min(
      60,
      own.reduce((sum, { minutesByHour }) => sum + (minutesByHour[hour] ?? 0), 0),
    ),
  );
}

function nearness({ consumed, capacity }: Curve): number {
  return Math.max(...consumed.map((units, at) => units / Math.max(1, capacity?.[at] ?? 1)));
}

function byHour(quarters: readonly number[]): number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const own = quarters.slice(hour * 4, hour * 4 + 4);
    return fourDigits(own.reduce((sum, units) => sum + units, 0) / Math.max(1, own.length));
  });
}

const fourDigits = (value: number): number => Number(value.toPrecision(4));
const titled = (direction: Direction): string => (direction === 'read' ? 'Read units' : 'Write units');
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function placeName({ table, index }: { readonly table: string; readonly index: string | null }): string {
  return index === null ? table : `${table} ${index}`;
}
