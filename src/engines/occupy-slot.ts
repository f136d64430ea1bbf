import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Claim, type ClaimState, holding, readClaim, takeClaim } from './claim.ts';
import { EnvironmentError } from './environment-error.ts';
import { identify, isAlive } from './process-identity.ts';
import type { EmbeddedProduct, EngineOptions } from './running-engine.ts';
import { releaseSlot } from './slot.ts';
import { stopProcess, waitForEnd } from './stop-process.ts';
import { stopSteps } from './stop-steps.ts';

const startPatienceMs = 120_000;

/** The folder of an engine's slot that is kept. */
export function keptSlot(cache: string, product: EmbeddedProduct): string {
  return join(cache, 'engines', product, 'kept');
}

/** The slots of an engine that are there, the kept one and those that go with their engine. */
export function slotsOf(cache: string, product: EmbeddedProduct): string[] {
  const folder = join(cache, 'engines', product);
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/**
 * Claims a place for an engine: the kept slot, or a new one of its own. What a killed run left behind is stopped and cleared
 * first. A kept slot whose engine runs for everybody comes back as `shared`; one that another live process uses is an
 * `EnvironmentError`.
 */
export async function occupySlot(
  product: EmbeddedProduct,
  options: Pick<EngineOptions, 'cache' | 'keep' | 'detached' | 'signal'>,
): Promise<{ readonly claim: Claim; readonly shared: boolean }> {
  await sweep(options.cache, product);
  const state = firstState(product, options.detached ?? false);
  const slot = options.keep
    ? keptSlot(options.cache, product)
    : join(options.cache, 'engines', product, `scratch-${randomBytes(6).toString('hex')}`);
  mkdirSync(slot, { recursive: true });
  for (const deadline = performance.now() + startPatienceMs; performance.now() < deadline; await sleep(20)) {
    options.signal?.throwIfAborted();
    const standing = readClaim(slot);
    const held = standing === null ? 'free' : holding(standing.state);
    if (standing !== null && held === 'shared') return { claim: standing, shared: true };
    // One that is being started for everybody is worth waiting for.
    if (standing !== null && held === 'busy' && standing.state.detached) continue;
    if (standing !== null && held === 'busy') throw inUse(product, standing);
    if (standing !== null && held === 'leftover') await clearLeftover(standing, true);
    const claim = takeClaim(slot, state);
    if (claim !== null) return { claim, shared: false };
  }
  throw new EnvironmentError(`the folder ${slot} cannot be claimed`, 'Is it writable, and on a local disk?');
}

/** Stops and clears what killed runs left of an engine. */
export async function sweep(cache: string, product: EmbeddedProduct): Promise<void> {
  for (const slot of slotsOf(cache, product)) {
    const claim = readClaim(slot);
    const kept = slot === keptSlot(cache, product);
    if (claim === null) {
      if (!kept && isOld(slot)) rmSync(slot, { recursive: true, force: true });
      continue;
    }
    const held = holding(claim.state);
    if (held === 'leftover') await clearLeftover(claim, kept);
    else if (held === 'free' && !kept) releaseSlot(claim, false);
  }
}

async function clearLeftover(claim: Claim, kept: boolean): Promise<void> {
  const { supervisor, engine, product } = claim.state;
  const steps = stopSteps(product, kept);
  // A supervisor that still lives is at it already.
  const patienceMs = steps.reduce((sum, step) => sum + step.patienceMs, 0);
  if (supervisor !== null && isAlive(supervisor) && (await waitForEnd(supervisor, patienceMs + 5_000))) return;
  if (engine !== null) await stopProcess(engine, steps);
  releaseSlot(claim, kept);
}

/** A slot without a claim is being made, or was when its maker was killed. */
function isOld(slot: string): boolean {
  try {
    return Date.now() - statSync(slot).mtimeMs > 60_000;
  } catch {
    return false;
  }
}

function firstState(product: EmbeddedProduct, detached: boolean): ClaimState {
  const owner = identify(process.pid) ?? { pid: process.pid, start: 'unknown' };
  const startedAt = new Date().toISOString();
  const nothingYet = { supervisor: null, engine: null, version: '', port: null, data: null, folders: [] };
  return { schema: 1, phase: 'starting', owner, detached, product, startedAt, ...nothingYet };
}

function inUse(product: EmbeddedProduct, { state }: Claim): EnvironmentError {
  return new EnvironmentError(
    `the data of ${product} are in use by another patternbench (pid ${state.owner.pid}, since ${state.startedAt})`,
    'Wait until it is done, or let both use one engine: `patternbench engines start`, until `patternbench engines stop`.',
  );
}
