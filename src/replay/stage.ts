import { Worker } from 'node:worker_threads';
import { RunAborted } from '../script/run-ended.ts';
import { compiled } from './compiled.ts';
import type { StageOrder } from './order.ts';
import { ScriptThrew } from './script-threw.ts';
import type { FromStage, StageEnd } from './stage-message.ts';
import { errorOf } from './worker-failure.ts';

/**
 * Runs a script's `setup`, `teardown` or `handleSummary` in a thread of its own, which can be stopped whatever it does.
 * @throws {ScriptThrew} where it throws or takes too long.
 * @throws {RunAborted} where a signal stopped it.
 */
export function runStage(order: StageOrder, timeoutMs: number, signal: AbortSignal | null): Promise<StageEnd> {
  const worker = new Worker(new URL('./stage-worker.js', compiled(import.meta.url)), { workerData: order });
  return new Promise<StageEnd>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      settle();
      void worker.terminate();
    };
    const stop = (): void => end(() => reject(new RunAborted(`interrupted in ${order.stage}()`)));
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    worker.on('message', (message: FromStage) => {
      if (message.kind === 'begun') timer = setTimeout(late, timeoutMs);
      else if (message.kind === 'ended') end(() => resolve(message));
      else end(() => reject(errorOf(message.why)));
    });
    const late = (): void => {
      const option = `${order.stage}Timeout`;
      const what = `the script's ${order.stage}() was not done after ${timeoutMs / 1000} s (options.${option})`;
      end(() => reject(new ScriptThrew(what)));
    };
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', (code) => end(() => reject(new Error(`${order.stage}() ended its thread (exit code ${code})`))));
  });
}
