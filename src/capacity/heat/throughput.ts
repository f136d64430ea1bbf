import type { CapacityDesign } from '../../workload/layout.ts';
import type { ScalingPolicy } from './auto-scaling.ts';

/** How one direction, reads or writes, of a table or an index is provided for. */
export type Throughput =
  | { readonly mode: 'on-demand' }
  | { readonly mode: 'provisioned'; readonly units: number }
  | { readonly mode: 'auto-scaling'; readonly policy: ScalingPolicy };

export type Direction = 'read' | 'write';
export const directions = ['read', 'write'] as const;

/** What the design gives one direction. */
export function throughputOf(design: CapacityDesign, direction: Direction): Throughput {
  switch (design.mode) {
    case 'on-demand':
      return { mode: 'on-demand' };
    case 'provisioned':
      return { mode: 'provisioned', units: direction === 'read' ? design.readUnits : design.writeUnits };
    case 'auto-scaling':
      return {
        mode: 'auto-scaling',
        policy: { ...design[direction], targetUtilisation: design.targetUtilisation },
      };
  }
}
