import { rmSync } from 'node:fs';
import { type Claim, type ClaimReference, type ClaimState, readClaimAt, updateClaim } from './claim.ts';

/** Gives a slot back once its engine is gone: a kept one is free for the next, any other is taken away with its folders. */
export function releaseSlot(held: ClaimReference, keep: boolean): void {
  const claim = readClaimAt(held);
  if (claim !== null && keep) updateClaim(claim, { phase: 'released', engine: null, supervisor: null });
  if (keep) return;
  for (const folder of [...(claim?.state.folders ?? []), held.slot]) rmSync(folder, { recursive: true, force: true });
}

/** Changes a claim that is held; throws where it is gone. */
export function changeClaim(held: ClaimReference, change: Partial<ClaimState>): Claim {
  const claim = readClaimAt(held);
  if (claim === null) throw new Error(`the claim ${held.number} of ${held.slot} is gone`);
  return updateClaim(claim, change);
}
