import { writeSync } from 'node:fs';
import type { Terminal } from './terminal.ts';

/** The terminal of this process. The first SIGINT or SIGTERM asks a command to stop; the second one kills. */
export function processTerminal(): Terminal {
  const interactive = process.stderr.isTTY === true;
  const stop = new AbortController();
  let hasStatus = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
      stop.abort(signal);
    });
  }
  const clearStatus = (): void => {
    if (hasStatus) process.stderr.write('\r\u001b[2K');
    hasStatus = false;
  };
  return {
    print: (text) => {
      clearStatus();
      writeWhole(1, text.endsWith('\n') ? text : `${text}\n`);
    },
    say: (line) => {
      clearStatus();
      writeWhole(2, `${line}\n`);
    },
    status: (line) => {
      if (!interactive) return;
      const width = process.stderr.columns ?? 80;
      process.stderr.write(`\r\u001b[2K${line.slice(0, width - 1)}`);
      hasStatus = line !== '';
    },
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    env: process.env,
    interactive,
    stop: stop.signal,
  };
}

/** Synchronous, so that nothing is lost where the process ends right after; a reader that went away is no bug of ours. */
function writeWhole(descriptor: 1 | 2, text: string): void {
  let bytes: Uint8Array = Buffer.from(text, 'utf8');
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
