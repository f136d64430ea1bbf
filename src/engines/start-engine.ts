import { join } from 'node:path';
import { inCache } from './cache-trouble.ts';
import { type Claim, type ClaimState, holding, readClaim } from './claim.ts';
import { EnvironmentError } from './environment-error.ts';
import { freePort, isPortTaken } from './free-port.ts';
import { launch } from './launch.ts';
import { keptSlot, occupySlot } from './occupy-slot.ts';
import { isAlive } from './process-identity.ts';
import type { EmbeddedProduct, EngineOptions, RunningEngine } from './running-engine.ts';
import { changeClaim, releaseSlot } from './slot.ts';
import { stopSteps } from './stop-steps.ts';
import { untilAnswer } from './until-answer.ts';

/** What one server is called and how it is reached, whoever started it. */
export interface EngineFace {
  readonly kind: RunningEngine['kind'];
  readonly product: EmbeddedProduct;
  /** Its name in a sentence: `the embedded PostgreSQL`. */
  readonly what: string;
  readonly notes: readonly string[];
  readonly url: (slot: string, port: number) => string;
  readonly shownUrl: (port: number) => string;
}

/** All that is particular to one server; starting, watching, sharing and stopping are the same for all. */
export interface EngineRecipe extends EngineFace {
  /** How long its first answer may take. */
  readonly answerWithinMs: number;
  /** Gets everything ready in the slot, but for the port. A folder outside it, which is to go with it, is named by `outside`. */
  readonly prepare: (slot: string, options: EngineOptions, outside: (folder: string) => void) => Promise<EnginePlan>;
  /** Asks for the version; throws while there is no answer. Also does what a fresh server needs. */
  readonly ask: (url: string, logFile: string) => Promise<{ readonly version: string }>;
}

/** How to run a server that is ready to go. */
export interface EnginePlan {
  readonly command: string;
  readonly args: (port: number) => readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly account: { readonly uid: number; readonly gid: number } | null;
  readonly cwd: string;
  /** Null where the data are in memory. */
  readonly data: string | null;
}

/** Where a slot's engine writes its log. */
export function logFile(slot: string): string {
  return join(slot, 'log');
}

/** Starts a server in a slot of its own, or joins the one that `engines start` left running. */
export function startEngine(recipe: EngineRecipe, options: EngineOptions): Promise<RunningEngine> {
  return inCache(options.cache, () => startOrJoin(recipe, options));
}

async function startOrJoin(recipe: EngineRecipe, options: EngineOptions): Promise<RunningEngine> {
  for (let attempt = 1; ; attempt++) {
    const { claim, shared } = await occupySlot(recipe.product, options);
    if (shared) return joinEngine(recipe, claim);
    const port = await freePort();
    try {
      return await startIn(claim, port, recipe, options);
    } catch (error) {
      releaseSlot(claim, options.keep);
      options.signal?.throwIfAborted();
      // Between the moment a port is found free and the server's own bind, anybody may take it.
      if (attempt === 3 || !(await isPortTaken(port))) throw error;
    }
  }
}

async function startIn(
  claim: Claim,
  port: number,
  recipe: EngineRecipe,
  options: EngineOptions,
): Promise<RunningEngine> {
  const { slot } = claim;
  const { what, product } = recipe;
  const { keep, signal, detached = false } = options;
  const plan = await recipe.prepare(slot, options, (folder) => changeClaim(claim, { folders: [folder] }));
  signal?.throwIfAborted();
  options.onProgress(`${what}: starting`);
  const { command, env, account, cwd, data } = plan;
  changeClaim(claim, { port, data });
  const run = { command, args: plan.args(port), env, account, cwd, logFile: logFile(slot), claim };
  const launched = await launch(what, { ...run, stopSteps: stopSteps(product, keep), detached, keep });
  try {
    const wait = { deadlineMs: recipe.answerWithinMs, throwIfDead: launched.throwIfDead, signal, logFile: run.logFile };
    const { version } = await untilAnswer(what, () => recipe.ask(recipe.url(slot, port), run.logFile), wait);
    const { state } = changeClaim(claim, { phase: 'running', version });
    const { died, stop } = launched;
    return { ...describe(recipe, slot, state, port), where: whereabouts(state, keep), shared: false, died, stop };
  } catch (error) {
    await launched.stop();
    throw error;
  }
}

/** The engine that `engines start` left running and that one of the faces fits, or null. */
export function joinShared(faces: readonly EngineFace[], cache: string): RunningEngine | null {
  for (const face of faces) {
    const claim = readClaim(keptSlot(cache, face.product));
    if (claim !== null && holding(claim.state) === 'shared') return joinEngine(face, claim);
  }
  return null;
}

/** The engine of a claim that is shared: whoever joins it leaves it running. */
function joinEngine(face: EngineFace, { slot, state }: Claim): RunningEngine {
  const { engine, port } = state;
  if (engine === null || port === null) throw new Error(`the claim of ${slot} names no engine`);
  const dies = new AbortController();
  const watch = setInterval(() => {
    if (isAlive(engine)) return;
    clearInterval(watch);
    const advice = `Its log is ${logFile(slot)}; \`patternbench engines start\` starts it again.`;
    dies.abort(new EnvironmentError(`${face.what} that \`engines start\` left running has ended`, advice));
  }, 1_000).unref();
  const stop = async () => clearInterval(watch);
  return {
    ...describe(face, slot, state, port),
    where: whereabouts(state, true),
    shared: true,
    died: dies.signal,
    stop,
  };
}

function describe(face: EngineFace, slot: string, { version }: ClaimState, port: number) {
  const { kind, product, notes } = face;
  const provenance = `${product} ${version}`;
  return { kind, product, version, provenance, url: face.url(slot, port), shownUrl: face.shownUrl(port), notes };
}

/** A sentence on where an engine's data are, and for how long. */
export function whereabouts({ data, detached }: ClaimState, keep: boolean): string {
  if (data === null) return 'Its data are in memory, and gone when it stops.';
  const place = `Its data are in ${data}`;
  if (!keep) return `${place}, and gone when it stops.`;
  return detached
    ? `${place}; it runs until \`patternbench engines stop\`.`
    : `${place}, where the next command finds them.`;
}
