import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const shared = {
  resolve: {
    alias: [
      { find: /^patternbench\/scenario$/, replacement: here('./src/scenario.ts') },
      { find: /^patternbench$/, replacement: here('./src/index.ts') },
    ],
  },
};
const timeouts = { testTimeout: 60_000, hookTimeout: 180_000 };

/**
 * Tests on the whole command line, and tests whose figures are times: after all others, group by group. Those of time have
 * the machine to themselves, one file after the other.
 */
const later = [
  { name: 'line', files: ['test/line.test.ts', 'test/bad-input.test.ts', 'test/script.test.ts'], atOnce: 2 },
  {
    name: 'time',
    files: [
      'test/known-answers.test.ts',
      'test/known-schedule.test.ts',
      'test/findmax.test.ts',
      'src/load/precise-clock.test.ts',
    ],
    atOnce: 1,
  },
];

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'all',
          include: ['{src,reports,scenarios,seed,test,bench}/**/*.test.ts'],
          exclude: later.flatMap(({ files }) => files),
          // Vitest leaves a core over, which on two makes one file after the other; these tests mostly wait for engines.
          maxWorkers: Math.max(2, availableParallelism()),
          sequence: { groupOrder: 0 },
          ...timeouts,
        },
      },
      ...later.map(({ name, files, atOnce }, at) => ({
        ...shared,
        test: {
          name,
          include: files,
          sequence: { groupOrder: at + 1 },
          fileParallelism: atOnce > 1,
          maxWorkers: atOnce,
          ...timeouts,
        },
      })),
    ],
  },
});
