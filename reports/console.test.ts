import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import { consoleReport } from './console.ts';
import { expectGolden } from './golden.fixture.ts';
import { cleanRun, hostileRun, oneTargetRun } from './runs.fixture.ts';
import { textWidth } from './text/text-width.ts';

const text = (run: Parameters<typeof consoleReport>[0], width: number) => consoleReport(run, { width, colour: false });

describe('the console report', () => {
  it.each([80, 100, 120, 140, 200])('of 33 patterns on two engines, at %d columns', (width) => {
    const report = text(exampleRun(), width);
    expectGolden(`console-${width}.txt`, report);
    expect(Math.max(...report.split('\n').map(textWidth))).toBeLessThanOrEqual(width);
  });

  it('of one target, without check or plan', () => {
    expectGolden('console-one-target.txt', text(oneTargetRun('postgres'), 100));
  });

  it('of an interrupted run', () => {
    expectGolden(
      'console-interrupted.txt',
      text({ ...oneTargetRun('dynamodb'), status: 'interrupted', seconds: 12.4 }, 100),
    );
  });

  it('of a run in which all is well, in colours', () => {
    expectGolden('console-clean.txt', consoleReport(cleanRun(), { width: 140, colour: true }));
  });

  it('says the same with colours as without', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    const bare = consoleReport(exampleRun(), { width: 120, colour: true }).replace(/\u001b\[\d+m/g, '');
    expect(bare.replace(/ +$/gm, '')).toBe(text(exampleRun(), 120));
  });

  it('lets no name steer the terminal or a CI runner', () => {
    const report = text(hostileRun(), 100);
    expect(report).not.toContain('\u001b');
    expect(report).not.toMatch(/^\s*::/m);
  });

  it.each(['dynamodb', 'postgres'] as const)('calls the latency of %s an emulator’s only where it is one', (target) => {
    expect(text(oneTargetRun(target), 100).includes('an emulator: its latency says nothing about DynamoDB’s')).toBe(
      target === 'dynamodb',
    );
  });

  it('says that nothing was judged where nothing was', () => {
    const run = { ...oneTargetRun('postgres'), verdicts: [] };
    expect(text(run, 100)).toContain('verdict    Unproven: nothing was judged, no objective is set.');
  });
});
