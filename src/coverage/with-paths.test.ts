import { expect, it } from 'vitest';
import { exampleCoverage } from '../runs/example-coverage.fixture.ts';
import { exampleRun } from '../runs/example-run.fixture.ts';
import { withPaths } from './with-paths.ts';

it('gives a pattern the path that was measured, and leaves the one that the run has', () => {
  const run = exampleRun();
  const targets = run.targets.map((target) => ({
    ...target,
    patterns: target.patterns.map(({ access, ...rest }) =>
      target.name === 'dynamodb' ? rest : { ...rest, access: { kind: 'write' as const, steps: [] } },
    ),
  }));
  const paths = withPaths({ ...run, targets } as typeof run, exampleCoverage).targets.map(({ name, patterns }) => [
    name,
    patterns.find(({ pattern }) => pattern === '01')?.access?.kind,
    patterns.find(({ pattern }) => pattern === '02')?.access?.kind,
  ]);
  expect(paths).toEqual([
    ['postgres', 'write', 'write'],
    ['dynamodb', 'scan', undefined],
  ]);
});
