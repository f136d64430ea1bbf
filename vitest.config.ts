import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^patternbench\/scenario$/, replacement: here('./src/scenario.ts') },
      { find: /^patternbench$/, replacement: here('./src/index.ts') },
    ],
  },
  test: {
    include: ['{src,reports,scenarios,seed,test,bench}/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 180_000,
  },
});
