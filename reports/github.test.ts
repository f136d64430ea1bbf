import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import { githubAnnotations } from './github.ts';
import { expectGolden } from './golden.fixture.ts';
import { cleanRun, hostileRun } from './runs.fixture.ts';

describe('annotations for GitHub', () => {
  it('of 33 patterns on two engines', () => {
    expectGolden('github.txt', githubAnnotations(exampleRun()));
  });

  it('of a run in which all is well: one notice', () => {
    expect(githubAnnotations(cleanRun())).toMatch(/^::notice title=patternbench bookshop::Holds: .+\n$/);
  });

  it('are commands of ours alone, whatever a name holds', () => {
    const lines = githubAnnotations(hostileRun()).trimEnd().split('\n');
    const levels = lines.map((line) => /^::(error|warning|notice) title=[^:,]*::/.exec(line)?.[1]);
    expect(levels).toEqual(['error', 'warning', 'notice']);
  });

  it('are ten of a level at most, the tenth saying how many more there are', () => {
    const run = exampleRun();
    const verdicts = run.verdicts.map((verdict) => ({ ...verdict, verdict: 'missed' as const }));
    const errors = githubAnnotations({ ...run, verdicts })
      .split('\n')
      .filter((line) => line.startsWith('::error'));
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)).toBe('::error title=patternbench::and 5 more, see the report');
  });
});
