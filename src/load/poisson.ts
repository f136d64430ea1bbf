import { exponential, gamma } from './random.ts';
import type { RateCurve } from './rate-curve.ts';
import { roundingOf, type Schedule } from './schedule.ts';

const blockSize = 512;
/** Streams of the seed: the sums of blocks, and the gaps within them. */
const blocks = 1;
const firstGapStream = 2;

/**
 * Arrivals of a Poisson process with the curve's rate, given that exactly the expected number of them comes (rounded up,
 * as evenly spaced ones are counted): then they lie as that many independent uniform draws, in order. A pure function of
 * (seed, i), whatever the stripe.
 *
 * Ordered uniforms are sums of exponential gaps over the sum of all of them. The sum of a block of gaps is gamma
 * distributed and independent of how the block is divided, so blocks are drawn first and a block's own gaps only when it
 * is asked for: 8 bytes a block are kept, and any arrival costs at most one block.
 */
export function poisson(curve: RateCurve, seed: number): Schedule {
  const count = Math.ceil(curve.arrivals - roundingOf(curve));
  const before = sumsOfBlocks(seed, count);
  const blockCount = before.length - 1;
  const total = (before[blockCount] ?? 0) + exponential(seed, 0, 0);
  let cached = -1;
  let within: Float64Array = new Float64Array(0);
  return {
    count,
    endUs: Math.round(curve.endUs),
    atUs(i) {
      const block = Math.floor(i / blockSize);
      if (block !== cached) {
        within = divided(seed, block, sizeOf(block, count));
        cached = block;
      }
      const start = before[block] ?? 0;
      const end = before[block + 1] ?? total;
      const place = start + (end - start) * (within[i - block * blockSize] ?? 1);
      return Math.round(curve.momentUs((place / total) * curve.arrivals));
    },
    operation: (i) => i,
  };
}

function sizeOf(block: number, count: number): number {
  return Math.min(blockSize, count - block * blockSize);
}

/** The sum of all gaps before each block, and after the last. */
function sumsOfBlocks(seed: number, count: number): Float64Array {
  const blockCount = Math.ceil(count / blockSize);
  const before = new Float64Array(blockCount + 1);
  let sum = 0;
  for (let block = 0; block < blockCount; block++) {
    sum += gamma(seed ^ blocks, firstGapStream + block, sizeOf(block, count));
    before[block + 1] = sum;
  }
  return before;
}

/** Where the arrivals of a block lie in it, as shares of it: the last at 1. */
function divided(seed: number, block: number, size: number): Float64Array {
  const shares = new Float64Array(size);
  let sum = 0;
  for (let j = 0; j < size; j++) {
    sum += exponential(seed, firstGapStream + block, j);
    shares[j] = sum;
  }
  for (let j = 0; j < size; j++) shares[j] = (shares[j] ?? 0) / sum;
  return shares;
}
