import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { entryArguments } from './entry-file.ts';
import { EnvironmentError } from './environment-error.ts';
import { lastLines } from './log-file.ts';
import { isAlive, type ProcessIdentity } from './process-identity.ts';
import { releaseSlot } from './slot.ts';
import { stopProcess } from './stop-process.ts';
import type { SupervisorEvent, SupervisorOrder } from './supervisor-order.ts';

/** An engine's process that was started here. */
export interface Launched {
  readonly engine: ProcessIdentity;
  /** Aborted when the engine ends without `stop`; its reason is an `EnvironmentError` with the last lines of the log. */
  readonly died: AbortSignal;
  /** Throws the reason of `died` where the engine is gone; for a caller that waits for it to answer. */
  readonly throwIfDead: () => void;
  /** Stops the engine, and comes back when it is gone. */
  readonly stop: () => Promise<void>;
}

/** Starts an engine through its supervisor. `what` names the engine in errors. */
export async function launch(what: string, order: SupervisorOrder): Promise<Launched> {
  const args = await entryArguments('supervisor');
  const child = spawn(process.execPath, args, { cwd: '/', env: {}, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const said = listen(child);
  child.stdin.on('error', () => {});
  child.stdin.write(`${JSON.stringify(order)}\n`);
  const first = await said.first;
  if (first?.event === 'started') {
    return order.detached ? detached(what, first.engine, order) : supervised(what, child, said, first.engine, order);
  }
  releaseSlot(order.claim, order.keep);
  const why = first?.event === 'failed' ? first.message : said.complaints.join('').trim() || 'it ended at once';
  throw new EnvironmentError(`${what} cannot be started: ${why}`, advice(order));
}

interface Said {
  readonly first: Promise<SupervisorEvent | null>;
  readonly closed: Promise<SupervisorEvent | null>;
  readonly complaints: string[];
}

/** What a supervisor says: its first event, and its last one when it is gone. */
function listen(child: ChildProcess): Said {
  const complaints: string[] = [];
  const { promise: first, resolve: resolveFirst } = deferred<SupervisorEvent | null>();
  const { promise: closed, resolve: resolveClosed } = deferred<SupervisorEvent | null>();
  let last: SupervisorEvent | null = null;
  child.stderr?.on('data', (chunk) => complaints.push(String(chunk)));
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event: SupervisorEvent = JSON.parse(line);
      last = event;
      resolveFirst(event);
    });
  }
  child.once('error', (error) => resolveFirst({ event: 'failed', message: error.message }));
  child.once('close', () => {
    resolveFirst(last);
    resolveClosed(last);
  });
  return { first, closed, complaints };
}

function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function death(what: string, order: SupervisorOrder, last: SupervisorEvent | null): EnvironmentError {
  const exited = last?.event === 'exited' ? last : null;
  const lines = exited?.lastLines ?? lastLines(order.logFile, 12);
  const how = exited === null ? '' : ` (${exited.how})`;
  const tail = lines.length === 0 ? '' : `; the last lines of its log:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  return new EnvironmentError(`${what} ended by itself${how}${tail}`, advice(order));
}

function advice({ logFile, keep }: SupervisorOrder): string {
  return keep ? `Its whole log is ${logFile}.` : 'Start again; `patternbench engines list` shows what runs.';
}

function detached(what: string, engine: ProcessIdentity, order: SupervisorOrder): Launched {
  return {
    engine,
    died: new AbortController().signal,
    throwIfDead: () => {
      if (!isAlive(engine)) throw death(what, order, null);
    },
    stop: async () => {
      await stopProcess(engine, order.stopSteps);
      releaseSlot(order.claim, order.keep);
    },
  };
}

function supervised(
  what: string,
  child: ChildProcess,
  said: Said,
  engine: ProcessIdentity,
  order: SupervisorOrder,
): Launched {
  const dies = new AbortController();
  let stopping = false;
  const gone = said.closed.then(async (last) => {
    if (!stopping) dies.abort(death(what, order, last));
    // A supervisor that was killed has left its engine behind.
    if (last?.event === 'exited') return;
    await stopProcess(engine, order.stopSteps);
    releaseSlot(order.claim, order.keep);
  });
  holdEventLoop(child, false);
  return {
    engine,
    died: dies.signal,
    throwIfDead: () => dies.signal.throwIfAborted(),
    stop: async () => {
      stopping = true;
      holdEventLoop(child, true);
      child.stdin?.end();
      await gone;
    },
  };
}

/** A program that forgets to stop its engine may end all the same: its supervisor then stops the engine. */
function holdEventLoop(child: ChildProcess, hold: boolean): void {
  for (const stream of [child, child.stdin, child.stdout, child.stderr]) {
    if (stream === null) continue;
    const change: unknown = Reflect.get(stream, hold ? 'ref' : 'unref');
    if (typeof change === 'function') change.call(stream);
  }
}
