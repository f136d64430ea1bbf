import { keyGroup } from '../plan/key-group.ts';
import type { EntitySample } from './evidence/entity-sample.ts';
import type { Evidence } from './evidence/evidence.ts';
import { type PatternFacts, readsOf } from './evidence/pattern-facts.ts';
import { imageKey } from './image-key.ts';

type Needs = 'patterns' | 'traces' | 'shows' | 'entities';

/**
 * Whether a pattern that reads an entity's entries in an index shows one of these attributes of them. One that reads them
 * and asks for another entity uses them in a way that cannot be told: it is taken to.
 */
export function isShown(
  evidence: Pick<Evidence, Needs>,
  entity: string,
  index: string,
  attributes: readonly string[],
): boolean {
  const sample = evidence.entities.find((one) => one.entity === entity);
  if (sample === undefined) return true;
  return evidence.patterns
    .filter((pattern) => readsEntries(evidence, pattern, sample, index))
    .some(({ id, asks }) => !asks.includes(entity) || attributes.some((name) => evidence.shows(id, entity, name)));
}

/** By the kind of key that its operations ask for; by the index alone where they could not be followed. */
function readsEntries(
  { traces }: Pick<Evidence, Needs>,
  pattern: PatternFacts,
  { table, images }: EntitySample,
  index: string,
): boolean {
  const touches = traces.patterns.find((one) => one.pattern === pattern.id)?.operations.flat() ?? [];
  const asked = touches.filter((one) => one.kind === 'read' && one.table === table.name && one.index === index);
  if (asked.length === 0) return readsOf(pattern, table.name, index).length > 0;
  const partition = table.indexes.find(({ name }) => name === index)?.key.partition ?? [];
  const groups = new Set(images.map((image) => keyGroup(imageKey(image, partition) ?? '')));
  return asked.some(({ key }) => key === null || groups.has(keyGroup(key)));
}
