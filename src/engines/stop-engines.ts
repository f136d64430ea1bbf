import { holding, readClaim } from './claim.ts';
import { keptSlot, sweep } from './occupy-slot.ts';
import type { EmbeddedProduct } from './running-engine.ts';
import { releaseSlot } from './slot.ts';
import { stopProcess } from './stop-process.ts';
import { stopSteps } from './stop-steps.ts';

/** An engine that was stopped. */
export interface StoppedEngine {
  readonly product: EmbeddedProduct;
  readonly version: string;
  readonly pid: number;
  readonly data: string | null;
}

const products: readonly EmbeddedProduct[] = ['postgresql', 'dynamodb-local', 'dynalite'];

/**
 * Stops the engines that `engines start` left running, clears what killed runs left, and comes back when all that is gone. Engines
 * that another live command uses are left alone. Data that are kept stay.
 */
export async function stopEngines(
  cache: string,
  onProgress: (line: string) => void,
): Promise<readonly StoppedEngine[]> {
  const stopped: StoppedEngine[] = [];
  for (const product of products) {
    await sweep(cache, product);
    const claim = readClaim(keptSlot(cache, product));
    if (claim === null || holding(claim.state) !== 'shared' || claim.state.engine === null) continue;
    const { engine, version, data } = claim.state;
    onProgress(`${product}: stopping`);
    await stopProcess(engine, stopSteps(product, true));
    releaseSlot(claim, true);
    stopped.push({ product, version, pid: engine.pid, data });
  }
  return stopped;
}
