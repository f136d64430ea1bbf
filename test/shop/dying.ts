import type { Draw, Workload } from 'patternbench';
import shop from './workload.ts';

// The shop, whose own code kills the thread that runs it in the midst of a load.

/** The operation that its thread does not survive. */
const deadly = 150;

const dying: Workload = {
  ...shop,
  patterns: shop.patterns.map((pattern) => ({ ...pattern, params: (draw: Draw) => dieOr(pattern.params(draw), draw) })),
};

function dieOr(params: object, { ordinal, world }: Draw): object {
  if (ordinal !== deadly) return params;
  if (world.randomSeed % 2 === 0) process.exit(7);
  setImmediate(() => {
    throw new Error('something that nobody catches');
  });
  return params;
}

export default dying;
