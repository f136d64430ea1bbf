import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type LoadOptions, readOptions } from '../../src/load/executors.ts';
import { loadOf } from '../../src/load/scenario-load.ts';
import type { Schedule } from '../../src/load/schedule.ts';
import { arrivals } from '../../src/replay/stream-schedule.ts';
import { calledPattern } from '../../src/script/pattern-call.ts';
import { dayTraffic } from '../../src/workload/day-traffic.ts';
import workload from './workload.ts';

type Name = 'day' | 'high-frequency' | 'medium-frequency' | 'low-frequency' | 'spike';

const scripts: Readonly<Record<Name, () => Promise<Record<string, unknown>>>> = {
  day: () => import('./day.ts'),
  'high-frequency': () => import('./high-frequency.ts'),
  'medium-frequency': () => import('./medium-frequency.ts'),
  'low-frequency': () => import('./low-frequency.ts'),
  spike: () => import('./spike.ts'),
};

/** One scenario of a script. */
interface Stream {
  readonly name: string;
  /** The pattern or flow. */
  readonly id: string;
  /** `null` for virtual users. */
  readonly schedule: Schedule | null;
  readonly startMs: number;
}

async function read(name: Name, dau: number): Promise<{ options: LoadOptions; streams: Stream[] }> {
  // A script is read anew for each DAU.
  vi.resetModules();
  const { inSetting } = await import('../../src/replay/script-setting.ts');
  const module = await inSetting({ workload, dau }, scripts[name]);
  const { options, problems } = readOptions(module.options, { functions: Object.keys(module) });
  expect(problems).toEqual([]);
  if (options === null) throw new TypeError('no options');
  const streams = options.scenarios.map((scenario): Stream => {
    const of = loadOf(scenario);
    const schedule = of.kind === 'open' ? arrivals(of.arrivals, scenario.startTimeMs * 1000, 0) : null;
    const id = calledPattern(module[scenario.exec]) ?? '';
    return { name: scenario.name, id, schedule, startMs: scenario.startTimeMs };
  });
  return { options, streams };
}

/** Operations of each pattern, those that flows cause among them. */
function operations(streams: readonly Stream[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, schedule } of streams) {
    const steps = workload.flows.find((flow) => flow.id === id)?.steps.map(({ pattern }) => pattern.id) ?? [id];
    for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + (schedule?.count ?? 0));
  }
  return counts;
}

describe.each([1000, 10_000])('the day at %i DAU', (dau) => {
  let streams: Stream[];
  let options: LoadOptions;
  const model = dayTraffic(workload, dau);
  beforeAll(async () => {
    ({ streams, options } = await read('day', dau));
  });

  it.each(workload.patterns.map(({ id }) => id))('runs as often as the traffic has it, to 2 percent: %s', (id) => {
    const wanted = model.perDay(id);
    const found = operations(streams).get(id) ?? 0;
    expect(Math.abs(found - wanted)).toBeLessThanOrEqual(Math.max(1, 0.02 * wanted));
  });

  it('follows the daily curve', () => {
    const schedule = streams.find(({ id }) => id === 'code-execution')?.schedule;
    if (!schedule) throw new TypeError('no code executions');
    const hourUs = schedule.endUs / 24;
    const found = Array<number>(24).fill(0);
    for (let i = 0; i < schedule.count; i++) {
      const hour = Math.min(23, Math.floor(schedule.atUs(i) / hourUs));
      found[hour] = (found[hour] ?? 0) + 1;
    }
    const whole = model.hours.reduce((sum, weight) => sum + weight, 0);
    for (const [hour, weight] of model.hours.entries()) {
      const wanted = (20 * dau * weight) / whole;
      // Arrivals are random: five standard deviations.
      expect(Math.abs((found[hour] ?? 0) - wanted)).toBeLessThan(5 * Math.sqrt(wanted));
    }
  });

  it('does not have what is equally often come in the same moments', () => {
    const [one, other] = ['login-email', 'review'].map((id) => streams.find((stream) => stream.id === id)?.schedule);
    if (!one || !other) throw new TypeError('no such flows');
    expect(one.count).toBe(other.count);
    const same = Array.from({ length: one.count }, (_, i) => one.atUs(i) === other.atUs(i)).filter(Boolean);
    expect(same.length).toBeLessThan(one.count / 100);
  });

  it('leaves out of an emulator only the patterns that scan the main table', () => {
    expect(Object.keys(options.leaveOut)).toEqual(['dynamodb']);
    expect(Object.keys(options.leaveOut.dynamodb ?? {}).sort()).toEqual(['01', '03.title', '32', '33']);
  });
});

describe('the day of few users', () => {
  it('leaves nothing out', async () => {
    expect((await read('day', 20)).options.leaveOut).toEqual({});
  });

  it('has no scenario of what comes not once', async () => {
    const { streams } = await read('day', 5);
    expect(streams.map(({ id }) => id)).not.toContain('26');
    expect(streams.every(({ schedule }) => (schedule?.count ?? 0) > 0)).toBe(true);
  });
});

describe.each([
  ['high-frequency', 'high', ['01', '03.title']],
  ['medium-frequency', 'medium', []],
  ['low-frequency', 'low', ['23', '32', '33']],
] as const)('the %s patterns', (name, ofClass, scanning) => {
  const ids = workload.patterns.filter((pattern) => pattern.class === ofClass).map(({ id }) => id);

  it('are all there, once each', async () => {
    const { streams } = await read(name, 1000);
    expect(streams.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it.each([10, 1000, 1_000_000])('come as often as their percentiles need, at %i DAU', async (dau) => {
    const counts = operations((await read(name, dau)).streams);
    const judged = workload.patterns.filter(({ id, objective }) => ids.includes(id) && objective !== null);
    for (const { id } of judged) {
      if (!scanning.some((scan) => scan === id)) expect([id, counts.get(id)]).toEqual([id, expect.any(Number)]);
      if (!scanning.some((scan) => scan === id)) expect(counts.get(id)).toBeGreaterThanOrEqual(1000);
    }
  });

  it('share what the floors leave by their rates', async () => {
    const model = dayTraffic(workload, 1000);
    const counts = operations((await read(name, 1000)).streams);
    const above = [...counts].filter(([, count]) => count > 1000);
    expect(above.length).toBeGreaterThan(1);
    const ratios = above.map(([id, count]) => count / model.perDay(id));
    for (const ratio of ratios) expect(ratio / (ratios[0] ?? 0)).toBeCloseTo(1, 2);
  });

  it('come as often as the busiest hour has them, where that is more', async () => {
    const dau = 10_000_000;
    const model = dayTraffic(workload, dau);
    const { streams } = await read(name, dau);
    const [most] = [...operations(streams)].sort(([, one], [, other]) => other - one);
    if (most === undefined) throw new TypeError('nothing');
    const schedule = streams.find(({ id }) => id === most[0])?.schedule;
    const seconds = Math.round((schedule?.endUs ?? 0) / 1e6);
    expect(most[1] / (((model.perDay(most[0]) * model.peak) / 86_400) * seconds)).toBeCloseTo(1, 3);
  });

  it('scan in windows of their own', async () => {
    const { streams } = await read(name, 1000);
    const scans = streams.filter(({ schedule }) => schedule === null);
    expect(scans.map(({ id }) => id).sort()).toEqual([...scanning].sort());
    const ends = Math.max(...streams.map(({ schedule }) => (schedule?.endUs ?? 0) / 1000));
    const starts = scans.map(({ startMs }) => startMs).sort((one, other) => one - other);
    for (const [at, start] of starts.entries()) {
      expect(start).toBeGreaterThanOrEqual(at === 0 ? ends + 5000 : (starts[at - 1] ?? 0) + 35_000);
    }
  });

  it.each([
    [50, 30],
    [1000, 100],
    [10_000, 180],
  ])(
    'scan the main table at %i DAU in windows of %i s that do not overlap, and may end what they began',
    async (dau, seconds) => {
      const { options } = await read(name, dau);
      const windows = options.scenarios.flatMap((one) => (one.executor === 'constant-vus' ? [one] : []));
      const sorted = windows.sort((one, other) => one.startTimeMs - other.startTimeMs);
      for (const [at, { startTimeMs, durationMs, gracefulStopMs, exec }] of sorted.entries()) {
        const next = sorted[at + 1]?.startTimeMs ?? Number.POSITIVE_INFINITY;
        expect(next).toBeGreaterThanOrEqual(startTimeMs + durationMs + 10_000);
        expect([exec, durationMs]).toEqual([exec, exec === 'allUsers' ? 30_000 : seconds * 1000]);
        expect(gracefulStopMs).toBe(180_000);
      }
      if (scanning.length > 0) expect(options.operationTimeoutMs).toBe(180_000);
    },
  );
});

describe('the spike', () => {
  it.each([
    ['few users', 100, 60],
    ['10,000 users', 10_000, 249],
  ])('of %s goes from the busiest hour to ten times as much and back', async (_, dau, usual) => {
    const { options } = await read('spike', dau);
    const executions = options.scenarios.find(({ name }) => name === 'codeExecution');
    if (executions?.executor !== 'ramping-arrival-rate') throw new TypeError('no arrivals');
    const rates = [executions.startRate, ...executions.stages.map(({ target }) => target)];
    expect(rates).toEqual([usual, usual, usual * 10, usual * 10, usual, usual]);
    expect(executions.timeUnitMs).toBe(60_000);
  });
});
