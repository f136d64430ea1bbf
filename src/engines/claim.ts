import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, type ProcessIdentity } from './process-identity.ts';
import type { EmbeddedProduct } from './running-engine.ts';

/** What a slot's claim file says of the engine that uses the slot. It holds no password. */
export interface ClaimState {
  readonly schema: 1;
  readonly phase: 'starting' | 'running' | 'released';
  /** The process that asked for the engine. */
  readonly owner: ProcessIdentity;
  /** Whether the engine is meant to outlive its owner (`engines start`). */
  readonly detached: boolean;
  /** The process that stops the engine when its owner goes, unless detached. */
  readonly supervisor: ProcessIdentity | null;
  readonly engine: ProcessIdentity | null;
  readonly product: EmbeddedProduct;
  readonly version: string;
  readonly port: number | null;
  /** Where the data lie; null where they are in memory. */
  readonly data: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Folders outside the slot that go with it when it is not kept. */
  readonly folders: readonly string[];
}

/** One claim of a slot: the folder, and the number of the file in it. The highest number holds the slot. */
export interface ClaimReference {
  readonly slot: string;
  readonly number: number;
}

export interface Claim extends ClaimReference {
  readonly state: ClaimState;
}

/**
 * What the state means for a newcomer: `free` may be claimed; `busy` belongs to a live process; `shared` runs detached,
 * for everybody; `leftover` was left running by an owner that is gone.
 */
export type Holding = 'free' | 'busy' | 'shared' | 'leftover';

export function holding(state: ClaimState, alive: (process: ProcessIdentity) => boolean = isAlive): Holding {
  if (state.phase === 'released') return 'free';
  const lives = (process: ProcessIdentity | null) => process !== null && alive(process);
  if (state.detached && state.phase === 'running') return lives(state.engine) ? 'shared' : 'free';
  if (lives(state.owner)) return 'busy';
  return lives(state.engine) || lives(state.supervisor) ? 'leftover' : 'free';
}

/** The claim that stands, whoever holds it; null where the slot was never claimed, or its claim cannot be read. */
export function readClaim(slot: string): Claim | null {
  const number = claimNumbers(slot)[0];
  return number === undefined ? null : readClaimAt({ slot, number });
}

/** One claim, whether it still stands or not; null where it is gone or cannot be read. */
export function readClaimAt({ slot, number }: ClaimReference): Claim | null {
  try {
    return { slot, number, state: JSON.parse(readFileSync(claimFile(slot, number), 'utf8')) };
  } catch {
    return null;
  }
}

/**
 * Claims a slot that is free, or null where somebody else was quicker. Claims are numbered files, made with `link`, which
 * only one of several processes can win, and never taken away while they are the highest: so neither a claim nor
 * the number of one can be stolen, however slow a process is between reading and claiming.
 */
export function takeClaim(slot: string, state: ClaimState): Claim | null {
  mkdirSync(slot, { recursive: true });
  const highest = claimNumbers(slot)[0] ?? 0;
  if (highest > 0 && !isFree({ slot, number: highest })) return null;
  const number = highest + 1;
  const file = claimFile(slot, number);
  const draft = writeDraft(slot, state);
  try {
    linkSync(draft, file);
  } catch {
    return null;
  } finally {
    rmSync(draft, { force: true });
  }
  const numbers = claimNumbers(slot);
  if (numbers.some((other) => other > number)) {
    rmSync(file, { force: true });
    return null;
  }
  for (const other of numbers) if (other < number) rmSync(claimFile(slot, other), { force: true });
  return { slot, number, state };
}

/** Whether exactly this claim is free: one that a crash of the system has torn is, one that is gone was followed by another. */
function isFree(reference: ClaimReference): boolean {
  const claim = readClaimAt(reference);
  return claim === null ? existsSync(claimFile(reference.slot, reference.number)) : holding(claim.state) === 'free';
}

/** Writes the next state of a claim that is held; a reader sees the old or the new one, never half. */
export function updateClaim(claim: Claim, change: Partial<ClaimState>): Claim {
  const state = { ...claim.state, ...change };
  renameSync(writeDraft(claim.slot, state), claimFile(claim.slot, claim.number));
  return { ...claim, state };
}

function claimFile(slot: string, number: number): string {
  return join(slot, `claim-${number}.json`);
}

/** The numbers of the slot's claims, the highest first. */
function claimNumbers(slot: string): number[] {
  try {
    const names = readdirSync(slot).map((name) => /^claim-(\d+)\.json$/.exec(name)?.[1]);
    return names.flatMap((digits) => (digits === undefined ? [] : [Number(digits)])).sort((a, b) => b - a);
  } catch {
    return [];
  }
}

function writeDraft(slot: string, state: ClaimState): string {
  const draft = join(slot, `draft-${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  return draft;
}
