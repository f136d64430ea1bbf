import { rmSync } from 'node:fs';
import { type Claim, type ClaimState, readClaim, updateClaim } from './claim.ts';

/** Gives a slot back once its engine is gone: a kept one is free for the next, any other is taken away with its folders. */
export function releaseSlot(slot: string, keep: boolean): void {
  const claim = readClaim(slot);
  if (claim !== null && keep) updateClaim(claim, { phase: 'released', engine: null, supervisor: null });
  if (keep) return;
  for (const folder of [...(claim?.state.folders ?? []), slot]) rmSync(folder, { recursive: true, force: true });
}

/** Changes the claim that stands; throws where the slot has none. */
export function changeClaim(slot: string, change: Partial<ClaimState>): Claim {
  const claim = readClaim(slot);
  if (claim === null) throw new Error(`the slot ${slot} is not claimed`);
  return updateClaim(claim, change);
}
