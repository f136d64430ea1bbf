import { afterEach, describe, expect, it } from 'vitest';
import { GeneratorMeter, type GeneratorSample, generatorState } from './generator.ts';
import { Histogram } from './histogram.ts';
import { lagLimitFor, saturation } from './saturation.ts';

const late = (...us: number[]) => {
  const histogram = new Histogram();
  for (const value of us) histogram.record(value);
  return histogram.data();
};
const second: GeneratorSample = {
  elapsedUs: 1e6,
  cpuUs: 6e5,
  spunUs: 1e5,
  activeUs: 5e5,
  collectingUs: 1e4,
  late: late(),
};
const meters: GeneratorMeter[] = [];
afterEach(() => {
  for (const meter of meters.splice(0)) meter.close();
});

describe('the state of a generator', () => {
  it('leaves waiting out of what it was busy with', () => {
    expect(generatorState([[second, second]])).toMatchObject({ cpuRatio: 0.5, loopRatio: 0.4, collectingRatio: 0.01 });
  });

  it('counts the processor time of the process once, and the busiest of its threads', () => {
    const [one, two] = [[{ ...second, cpuUs: 14e5, activeUs: 9e5 }], [{ ...second, cpuUs: 14e5, activeUs: 3e5 }]];
    const state = generatorState([one, two]);
    expect(state.cpuRatio).toBeCloseTo(1.2, 9);
    expect(state.loopRatio).toBeCloseTo(0.8, 9);
  });

  it('is late by what all its threads were', () => {
    const threads = [[{ ...second, late: late(...Array(98).fill(10)) }], [{ ...second, late: late(500, 2000) }]];
    expect(generatorState(threads)).toMatchObject({ lagP50Ms: 0.01, lagP99Ms: 0.5, lagMaxMs: 2 });
  });

  it('knows nothing of nothing', () => {
    const nothing = { cpuRatio: 0, loopRatio: 0, collectingRatio: 0, lagP50Ms: null, lagP99Ms: null, lagMaxMs: null };
    expect(generatorState([])).toEqual(nothing);
    expect(generatorState([[{ ...second, elapsedUs: 0 }]])).toEqual(nothing);
  });
});

describe('a saturated generator', () => {
  const fine = { cpuRatio: 0.4, loopRatio: 0.5, collectingRatio: 0.02, lagP50Ms: 0.05, lagP99Ms: 0.4, lagMaxMs: 9 };

  it.each([
    ['nothing to say of one that kept up', {}, []],
    ['late starts', { lagP99Ms: 12.34 }, [/12\.3 ms late at p99, above 5 ms/]],
    ['a full event loop', { loopRatio: 0.973 }, [/97 % of the time, above 95 %/]],
    ['garbage', { collectingRatio: 0.2 }, [/collected 20 % of the time/]],
    ['all of it', { lagP99Ms: 50, loopRatio: 1, collectingRatio: 0.2 }, [/late/, /event loop/, /garbage/]],
    ['nothing where nothing was started', { lagP99Ms: null }, []],
  ])('is named with figures: %s', (_, changes, reasons) => {
    const signs = saturation({ ...fine, ...changes });
    expect(signs).toHaveLength(reasons.length);
    for (const [k, pattern] of reasons.entries()) expect(signs[k]?.reason).toMatch(pattern);
    expect(signs.every(({ advice }) => advice.length > 0)).toBe(true);
  });

  it('may be late by a twentieth of the limit that it measures against, but at least by a millisecond', () => {
    expect([lagLimitFor(10), lagLimitFor(100), lagLimitFor(1000)]).toEqual([1, 5, 50]);
  });
});

describe('the meter', () => {
  it('measures the time that passed, and the work that was done in it', async () => {
    let spun = 0;
    const meter = new GeneratorMeter(() => spun);
    meters.push(meter);
    const start = performance.now();
    while (performance.now() < start + 30);
    spun = 7000;
    meter.late(250);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const sample = meter.take();
    expect(sample.elapsedUs).toBeGreaterThanOrEqual(35_000 - 1000);
    expect(sample.cpuUs).toBeGreaterThan(10_000);
    expect(sample.spunUs).toBe(7000);
    expect(sample.late.counts).toEqual(Float64Array.of(1));
    expect(meter.take()).toMatchObject({ spunUs: 0, late: { counts: Float64Array.of() } });
  });
});
