import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { classPathText, readCopy } from './dynamodb-local-copy.ts';
import { localCopyFolder } from './engines.fixture.ts';
import { onPath } from './java.ts';
import { listeningLine, loopbackRunnerSource, writeLoopbackRunner } from './loopback-runner.ts';

// Real servers start, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const javac = onPath('javac', process.env);
const javap = onPath('javap', process.env);

it('prints the line that is waited for', () => {
  expect(loopbackRunnerSource).toContain(`System.out.println("${listeningLine}");`);
});

it.runIf(javac !== null && javap !== null)('is the class that its source compiles to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patternbench-runner-'));
  writeFileSync(join(folder, 'LoopbackRunner.java'), loopbackRunnerSource);
  const read = readCopy(await localCopyFolder());
  const library = read.found ? classPathText(read.copy.classPath) : '';
  const flags = ['-g:none', '--release', '17', '-Xlint:-options', '-cp', library, '-d', folder];
  execFileSync(String(javac), [...flags, join(folder, 'LoopbackRunner.java')], { stdio: 'ignore' });
  const shipped = writeLoopbackRunner(folder);
  // Compilers number the constants differently: the instructions are compared with what they refer to.
  const code = (where: string) =>
    execFileSync(String(javap), ['-p', '-c', join(where, 'LoopbackRunner.class')], { encoding: 'utf8' }).replace(
      /#\d+/g,
      '#',
    );
  expect(code(shipped)).toBe(code(folder));
  rmSync(folder, { recursive: true, force: true });
});
