import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));

/** The compiled command line, as a person gets it: `npm run build` comes before it. */
export interface Command {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What it has said so far on standard error. */
  readonly said: () => string;
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
}

/** Starts `patternbench …words` in the project's folder, without credentials of anybody's. */
export function start(words: readonly string[], { env = {}, input = '' }: Surroundings = {}): Command {
  const child = spawn(process.execPath, [main, ...words], {
    cwd: root,
    env: { ...process.env, ...nobody, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, pid: child.pid ?? 0, said: () => stderr, ended };
}

/** Runs it to its end. */
export function typed(words: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return start(words, surroundings).ended;
}

const nobody: Readonly<Record<string, undefined>> = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
  PATTERNBENCH_DEBUG: undefined,
};
