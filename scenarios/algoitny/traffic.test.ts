import { describe, expect, it } from 'vitest';
import { flows } from './flows/index.ts';
import { patterns } from './patterns/index.ts';
import { flowRates, rates } from './traffic.ts';

type Rate = (typeof rates)[keyof typeof rates];

/** Per 1,000 users and day. */
const daily = ({ per, times }: Rate | (typeof flowRates)[keyof typeof flowRates]): number =>
  per === 'user and day' ? times * 1000 : times;

/** How often the flows cause each pattern, per 1,000 users and day. */
function byFlows(): Map<string, number> {
  const caused = new Map<string, number>();
  for (const { id, steps } of flows) {
    for (const { pattern } of steps) caused.set(pattern.id, (caused.get(pattern.id) ?? 0) + daily(flowRates[id]));
  }
  return caused;
}

describe('the rates', () => {
  it('add up to the 50 searches of the design', () => {
    const searches = [
      '02',
      '03.platform',
      '03.platform.next',
      '03.language',
      '03.title',
      '04',
      '04.next',
      '06',
    ] as const;
    expect(searches.reduce((sum, id) => sum + rates[id].times, 0)).toBe(50);
  });

  it('mark what the design states, and nothing else', () => {
    const stated = Object.entries(rates).filter(([, { source }]) => source === 'design');
    expect(stated.map(([id]) => id).sort()).toEqual(
      [
        ...['02', '03.language', '03.platform', '03.platform.next', '03.title', '04', '04.next', '06', '07', '07.next'],
        ...['12', '13'],
      ].sort(),
    );
  });

  it('make an operation count of every pattern', () => {
    expect(Object.keys(rates).sort()).toEqual(patterns.map(({ id }) => id).sort());
  });

  it('are what the flows cause, but for what happens outside of them', () => {
    const caused = byFlows();
    const rest = Object.entries(rates)
      .map(([id, rate]) => [id, Math.round((daily(rate) - (caused.get(id) ?? 0)) * 1e6) / 1e6] as const)
      .filter(([, left]) => left !== 0);
    expect(Object.fromEntries(rest)).toEqual({
      '05': 20,
      '08.next': 500,
      '11.platform': 500,
      '11.platform.next': 100,
      '11.language': 400,
      '21.type': 80,
      '21.status': 120,
      '23': 20,
      '26': 5,
      '27': 10,
      '28.admins': 5,
      '30': 1,
      '31': 500,
      '32': 5,
      '33': 5,
    });
  });

  it("have executions and hints run through the design's steps", () => {
    const steps = Object.fromEntries(flows.map((flow) => [flow.id, flow.steps.map(({ pattern }) => pattern.id)]));
    expect(steps['code-execution']).toEqual(['14', '16', '13', '15', '12']);
    expect(steps.hint).toEqual(['14', '16', '10', '15', '17']);
    expect(steps.registration?.filter((id) => id.startsWith('20'))).toHaveLength(10);
    expect(steps.registration?.[0]).toBe('19');
    expect(steps.registration?.filter((id) => id === '22')).toHaveLength(2);
    expect(steps.registration?.at(-1)).toBe('new-problem');
  });
});
