import type { World } from '../dataset/entity.ts';
import type { Workload } from '../workload/workload.ts';
import type { NumberedRecord } from './target.ts';

/** A few records of an entity, the first and the last among them, by which a change of how they are laid down is noticed. */
export function layoutSamples(world: World, workload: Workload, entity: string): NumberedRecord[] {
  const of = workload.entities[entity];
  if (of === undefined) return [];
  const count = world.count(of);
  const places = new Set([0, 1, 2, count >> 2, count >> 1, count - 1].filter((i) => i >= 0 && i < count));
  return [...places].map((i) => world.record(of, i) as NumberedRecord);
}
