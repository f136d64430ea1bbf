import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { findCopy, installCopy } from './dynamodb-local-install.ts';
import type { EngineOptions } from './running-engine.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where tests keep DynamoDB Local between runs: installing it takes half a minute. */
const sharedCache = process.env.PATTERNBENCH_CACHE || join(tmpdir(), 'patternbench-test-cache');

/** The folder of a copy of DynamoDB Local, installed once for all tests. */
export async function localCopyFolder(): Promise<string> {
  const options = { cache: sharedCache, env: process.env, onProgress: () => {} };
  const there = findCopy(options);
  const found = there.found ? there : await installCopy(options, false);
  if (!found.found) throw new Error(found.why);
  return found.copy.folder;
}

/** A cache folder of a test's own, and options that use it; `remove` takes it away. */
export function ownCache(change: Partial<EngineOptions> = {}) {
  const cache = mkdtempSync(join(tmpdir(), 'patternbench engines é-'));
  // Where a test is run by root, PostgreSQL's account has to enter it.
  chmodSync(cache, 0o755);
  const lines: string[] = [];
  const options: EngineOptions = {
    cache,
    keep: true,
    env: process.env,
    onProgress: (line) => lines.push(line),
    ...change,
  };
  return { cache, options, lines, remove: () => rmSync(cache, { recursive: true, force: true }) };
}

/** This folder compiled as a package has it, in a folder of its own; for tests that need a process of their own to kill. */
export async function compiledEngines(): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'patternbench-compiled-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  await build({
    absWorkingDir: root,
    entryPoints: ['src/engines/*.ts', 'src/workload/problem.ts'],
    outbase: '.',
    outdir: folder,
    outExtension: { '.js': '.js' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    plugins: [
      {
        name: 'keep-modules',
        setup({ onResolve }) {
          onResolve({ filter: /^\./ }, ({ path, kind }) =>
            kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
          );
        },
      },
    ],
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
