import type { PlanAtDau, PlannedBill } from '../../src/runs/plan-record.ts';
import { billAmount, billName } from '../bill-words.ts';
import { whole } from '../figures.ts';
import type { RunView } from '../run-view.ts';
import { type Chart, chartLook, heightOf, legend, logarithmicAxis, nameAxis, valueAxis } from './chart.ts';
import type { Palette } from './palette.ts';

/** The month's cost against DAU, and what the month at each DAU is made of. */
export function costCharts({ record: { plan } }: RunView, palette: Palette): Chart[] {
  const months = plan?.at ?? [];
  const across = months.length > 1 ? [costByDau(months, palette)] : [];
  return [...across, ...months.map((month) => costParts(month, palette))];
}

function costByDau(months: readonly PlanAtDau[], palette: Palette): Chart {
  const names = [...new Set(months.flatMap(({ bills }) => bills.map(billName)))];
  const amounts = months.flatMap(({ bills }) => bills.map((bill) => bill.usd)).filter((amount) => amount > 0);
  const wide = Math.max(...amounts) > 20 * Math.min(...amounts);
  const axis = valueAxis(palette, 'US dollars a month');
  const colours = billColours(names, months, palette);
  return {
    id: 'cost-by-dau',
    title: 'A month by daily active users',
    description: `The monthly cost of ${names.join(', ')} at ${months.map(({ dau }) => whole(dau)).join(', ')} daily active users.`,
    heightPx: 340,
    config: {
      type: 'line',
      data: {
        labels: months.map(({ dau }) => `${whole(dau)} DAU`),
        datasets: names.map((name, at) => ({
          label: name,
          data: months.map(({ bills }) => bills.find((bill) => billName(bill) === name)?.usd ?? null),
          borderColor: colours[at] ?? palette.text,
          backgroundColor: colours[at] ?? palette.text,
          borderWidth: 2.5,
          pointRadius: 5,
          pointStyle: (['circle', 'rectRot', 'triangle', 'rect'] as const)[at % 4] ?? 'circle',
        })),
      },
      options: {
        ...chartLook(palette),
        scales: {
          x: { ...valueAxis(palette, ''), title: { display: false }, offset: true, grid: { display: false } },
          y: wide ? logarithmicAxis(palette, 'US dollars a month (logarithmic)') : { ...axis, beginAtZero: true },
        },
        plugins: { legend: legend(palette) },
      },
    },
  };
}

/** A hue per service, blue for what there is today as in every chart, a shade per mode. */
function billColours(names: readonly string[], months: readonly PlanAtDau[], palette: Palette): string[] {
  const bills = months.flatMap((month) => month.bills);
  const targets = names.map((name) => bills.find((bill) => billName(bill) === name)?.target ?? '');
  const order = [...new Set(['postgres', ...targets])];
  return names.map((_, at) => {
    const target = targets[at] ?? '';
    const shades = palette.hues[order.indexOf(target) % palette.hues.length] ?? [];
    return shades[targets.slice(0, at).filter((each) => each === target).length % shades.length] ?? palette.text;
  });
}

/** What lines of a bill are told together. */
const partOf: Readonly<Record<string, string>> = {
  'read-request-units': 'reads',
  'read-capacity-hours': 'reads',
  'write-request-units': 'writes',
  'write-capacity-hours': 'writes',
  'replicated-write-units': 'writes',
  'reserved-upfront': 'reserved capacity',
  'reserved-hours': 'reserved capacity',
  storage: 'storage',
  pitr: 'backup and recovery',
  backup: 'backup and recovery',
  restore: 'backup and recovery',
  'stream-reads': 'streams',
  'instance-hours': 'instance',
  'acu-hours': 'instance',
  'io-requests': 'input and output',
  'free-tier': 'free tier',
};

const parts = [...new Set(Object.values(partOf)), 'other'];

function costParts({ dau, bills }: PlanAtDau, palette: Palette): Chart {
  const colours = palette.hues.map(([, shade]) => shade ?? palette.text);
  const light = palette.hues.map((shades) => shades[2] ?? palette.text);
  const sums = bills.map((bill) => partSums(bill));
  const there = parts.filter((part) => sums.some((sum) => (sum.get(part) ?? 0) !== 0));
  return {
    id: `cost-parts-${dau}`,
    title: `What a month is made of at ${whole(dau)} DAU`,
    description: `The monthly cost of ${bills.map(billName).join(', ')} at ${whole(dau)} daily active users, by what is paid for.`,
    heightPx: heightOf(bills.length, 34),
    config: {
      type: 'bar',
      data: {
        labels: bills.map((bill) => `${billName(bill)} · ${billAmount(bill)}`),
        datasets: there.map((part, at) => ({
          label: part,
          data: sums.map((sum) => sum.get(part) ?? null),
          backgroundColor: [...colours, ...light][at % (colours.length + light.length)] ?? palette.text,
          borderColor: palette.background,
          borderWidth: { right: 1 },
          barPercentage: 0.7,
          pointStyle: 'rect' as const,
        })),
      },
      options: {
        ...chartLook(palette),
        indexAxis: 'y',
        scales: { y: nameAxis(palette, true), x: { ...valueAxis(palette, 'US dollars a month'), stacked: true } },
        plugins: { legend: legend(palette) },
      },
    },
  };
}

function partSums({ lines }: PlannedBill): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { item, usd: amount } of lines) {
    const part = partOf[item] ?? 'other';
    sums.set(part, (sums.get(part) ?? 0) + amount);
  }
  return sums;
}
