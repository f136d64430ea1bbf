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

/** Tests whose figures are times, on the whole command line: after all others, one file at a time, on a quiet machine. */
const timed = [
  'test/known-answers.test.ts',
  'test/findmax.test.ts',
  'test/known-schedule.test.ts',
  'test/line.test.ts',
  'test/bad-input.test.ts',
  'src/load/precise-clock.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'all',
          include: ['{src,reports,scenarios,seed,test,bench}/**/*.test.ts'],
          exclude: timed,
          sequence: { groupOrder: 0 },
          ...timeouts,
        },
      },
      {
        ...shared,
        test: {
          name: 'timed',
          include: timed,
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          maxWorkers: 1,
          ...timeouts,
        },
      },
    ],
  },
});
