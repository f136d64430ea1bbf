import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { ServerName, ServerOptions } from './by-name.ts';

/** A known-answer server in a process of its own. */
export interface ChildServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  requests(): Promise<number>;
  /** How long its process kept an answer waiting at most, be it busy or not given a core. */
  lateMs(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Starts a server in a process of its own, so that its CPU is not counted as the client's. It ends when its parent does.
 * @param prefix a command to start it with: `['taskset', '-c', '0']`
 */
export async function inChild<Name extends ServerName>(
  name: Name,
  options: NonNullable<ServerOptions<Name>> | Record<string, never>,
  prefix: readonly string[] = [],
): Promise<ChildServer> {
  const folder = mkdtempSync(join(tmpdir(), 'known-server-'));
  const outfile = join(folder, 'child.mjs');
  // Beside this file, be it compiled or not.
  const entry = fileURLToPath(new URL(`./child-entry${extname(import.meta.url)}`, import.meta.url));
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  const [command = process.execPath, ...args] = [...prefix, process.execPath, outfile, name, JSON.stringify(options)];
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ask = (): Promise<Message> => {
    child.send({});
    return nextMessage(child);
  };
  try {
    const { port } = await nextMessage(child);
    if (port === undefined || child.pid === undefined) throw new Error(`the ${name} server told no port`);
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      pid: child.pid,
      requests: async () => (await ask()).requests ?? 0,
      lateMs: async () => (await ask()).lateMs ?? 0,
      close: () => end(child),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Message {
  readonly port?: number;
  readonly requests?: number;
  readonly lateMs?: number;
}

function nextMessage(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('error', onError);
      act();
    };
    const onMessage = (message: unknown): void => settle(() => resolve(message as Message));
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (code: number | null): void => settle(() => reject(new Error(`the server ended with ${code}`)));
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.on('error', onError);
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
