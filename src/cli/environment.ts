import { cpus, totalmem, type } from 'node:os';
import type { EnvironmentRecord } from '../runs/run-record.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** The machine that generates the load. */
export function environmentRecord(terminal: Terminal): EnvironmentRecord {
  const cores = cpus();
  const commit = terminal.env.GITHUB_SHA ?? terminal.env.CI_COMMIT_SHA;
  return {
    patternbench: version,
    node: process.versions.node,
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryBytes: totalmem(),
    os: `${type()} ${process.arch}`,
    ...(commit === undefined ? {} : { commit }),
  };
}
