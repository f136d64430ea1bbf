import { execFile, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

// Whoever is measured is measured in a process of its own, on a core of its own where the machine has one to give.

const entry = fileURLToPath(new URL('./main.js', import.meta.url));

/** Whether a command can be found. */
export const has = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

export const pinnable = has('taskset') && availableParallelism() > 1;

/** What to put before a command so that it runs on these cores; nothing where that cannot be done. */
export const onCores = (...cores: number[]): string[] => (pinnable ? ['taskset', '-c', cores.join(',')] : []);

/** Cores by what runs on them. */
export const serverCore = 0;
export const clientCore = 1;

/** Runs a role of this program in a process of its own; gives the JSON that it prints last. */
export async function inOwnProcess<Result>(
  role: string,
  order: unknown,
  prefix: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<Result> {
  const program = [process.execPath, ...nodeOptions, entry, '--role', role, JSON.stringify(order)];
  const [command = '', ...args] = [...prefix, ...program];
  const { stdout } = await run(command, args);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result;
}

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export function run(command: string, args: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    execFile(command, [...args], { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (error === null) resolve({ stdout, stderr });
      else reject(new Error(`${command} ${args.join(' ')}: ${error.message}\n${stderr}`));
    });
  });
}

/** Runs a command and takes the processor time of it and its children, by the shell's own `time`. */
export async function timed(words: readonly string[]): Promise<Said & { readonly cpuUs: number }> {
  const said = await run('bash', ['-c', `TIMEFORMAT='cpu %U %S'; time "$@"`, 'timed', ...words]);
  const [, user = 0, system = 0] = /cpu ([\d.]+) ([\d.]+)/.exec(said.stderr) ?? [];
  return { ...said, cpuUs: (Number(user) + Number(system)) * 1e6 };
}
