import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import type { RunRecord } from '../src/runs/run-record.ts';
import { chartImages } from './chart-images.ts';
import { darkPalette, lightPalette, paletteSwap } from './charts/palette.ts';
import { cutOff } from './charts/units-chart.ts';
import { chartsOf } from './charts.ts';
import { runView } from './run-view.ts';
import { cleanRun, oneTargetRun, withPattern } from './runs.fixture.ts';

const charts = (run: RunRecord) => chartsOf(runView(run), lightPalette);
const chart = (run: RunRecord, id: string) => {
  const found = charts(run).find((each) => each.id === id);
  if (found === undefined) throw new Error(`no chart ${id}`);
  return found;
};
const data = (run: RunRecord, id: string, label: RegExp) =>
  chart(run, id).config.data.datasets.find((dataset) => label.test(dataset.label ?? ''))?.data;

describe('charts', () => {
  it('are plain JSON', () => {
    for (const { config } of charts(exampleRun())) expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });

  it('are there for what the run has, and for nothing else', () => {
    expect(charts(exampleRun()).map(({ id }) => id)).toEqual([
      'latency-high',
      'latency-medium',
      'latency-low',
      'units-read-dynamodb',
      'units-write-dynamodb',
      'cost-by-dau',
      'cost-parts-1000',
      'cost-parts-10000',
      'cost-parts-100000',
    ]);
    expect(charts(oneTargetRun('postgres')).map(({ id }) => id)).toEqual(['latency-high']);
  });

  it('have a length for every name', () => {
    for (const { config } of charts(exampleRun())) {
      const names = config.data.labels?.length;
      expect(new Set(config.data.datasets.map((dataset) => dataset.data.length))).toEqual(new Set([names]));
    }
  });

  it('reach from p50 to p99, and to the largest recorded where the p99 is among the dropped', () => {
    const bars = data(exampleRun(), 'latency-high', /DynamoDB/);
    expect(bars?.slice(0, 5)).toEqual([
      [412, 689],
      [1.12, 2.31],
      [3.87, 8.1],
      [3.91, 8.44],
      [431, 918.8],
    ]);
    expect(data(exampleRun(), 'latency-high', /dropped/)).toBeDefined();
    expect(data(cleanRun(), 'latency-high', /dropped/)).toBeUndefined();
  });

  it('draw nothing where nothing was measured, and something where it took no time', () => {
    const none = { p50: null, p90: null, p95: null, p99: null, p999: null, max: null, p99Interval: null };
    const instant = { p50: 0, p90: 0, p95: 0, p99: 0, p999: 0, max: 0, p99Interval: null };
    const bars = (response: typeof none | typeof instant) =>
      data(withPattern(oneTargetRun('postgres', 1), 'postgres', '01', { response }), 'latency-high', /PostgreSQL/);
    expect(bars(none)).toEqual([null]);
    expect(bars(instant)).toEqual([[0.001, 0.001]]);
  });

  it('call an emulator one', () => {
    const labels = chart(exampleRun(), 'latency-low').config.data.datasets.map(({ label }) => label);
    expect(labels).toContain('DynamoDB Local 3.3.1 (emulator), p50 to p99');
  });

  it('stack the units of an operation by who pays, as many as there are', () => {
    const { config } = chart(exampleRun(), 'units-write-dynamodb');
    const at = config.data.labels?.indexOf('18 store hints on a loan · 8') ?? -1;
    const parts = config.data.datasets.flatMap(({ label, data: all }) => (all[at] == null ? [] : [[label, all[at]]]));
    expect(parts).toEqual([
      ['Shop-Main', 5],
      ['Shop-Main GSI1', 1],
      ['Shop-Main GSI2', 1],
      ['Shop-Main GSI3', 1],
    ]);
  });

  it('divide a bill into parts that make it up', () => {
    const { config } = chart(exampleRun(), 'cost-parts-1000');
    const sums = [0, 1, 2].map((at) =>
      config.data.datasets.reduce((sum, { data: all }) => sum + Number(all[at] ?? 0), 0),
    );
    const bills = exampleRun().plan?.at[0]?.bills.map(({ usd }) => usd) ?? [];
    expect(sums.map((sum) => sum.toFixed(9))).toEqual(bills.map((usd) => usd.toFixed(9)));
  });

  it('have every colour in both lights', () => {
    const swap = paletteSwap(lightPalette, darkPalette);
    const colours = JSON.stringify(charts(exampleRun())).match(/#[\da-f]{6}/g) ?? [];
    expect(colours.filter((colour) => swap[colour] === undefined)).toEqual([]);
    const light = Object.keys(swap);
    expect(new Set(light).size).toBe(2 + 3 + lightPalette.targets.length + lightPalette.hues.flat().length);
  });
});

describe('cutOff', () => {
  it.each<[string, readonly number[], number | null]>([
    ['nothing', [], null],
    ['lengths alike', [1, 2, 3, 4], null],
    ['a few that dwarf the rest', [0.5, 1, 1, 4, 4, 8, 9.5, 12, 1843, 1843], 16],
    ['a long one among short ones, itself left whole where it is within reach', [1, 1, 1, 1, 7], null],
  ])('of %s', (_, totals, cut) => {
    expect(cutOff(totals)).toBe(cut);
  });
});

describe('chartImages', () => {
  it('draws each chart as a PNG of twice its size', async () => {
    const [first] = charts(oneTargetRun('dynamodb'));
    if (first === undefined) throw new Error('no chart');
    const { images, missing } = await chartImages([first]);
    expect(missing).toBeNull();
    const png = Buffer.from(images?.[0]?.png ?? []);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2000, 2 * first.heightPx + 68]);
  });

  it('says what is missing where the packages cannot be loaded', async () => {
    const absent = () => Promise.reject(new Error("Cannot find package 'chartjs-node-canvas'\nat …"));
    const broken = async () => ({
      ...(await import('chartjs-node-canvas')),
      ChartJSNodeCanvas: class {
        constructor() {
          throw new Error('libcairo.so.2: cannot open shared object file');
        }
      } as never,
    });
    for (const [load, why] of [
      [absent, "Error: Cannot find package 'chartjs-node-canvas'"],
      [broken, 'Error: libcairo.so.2: cannot open shared object file'],
    ] as const) {
      expect(await chartImages(charts(cleanRun()), load)).toEqual({
        images: null,
        missing: `charts as pictures need the optional packages chartjs-node-canvas and canvas (npm install chartjs-node-canvas): ${why}`,
      });
    }
  });
});
