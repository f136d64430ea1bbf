import type { AnyEntity, World } from '../../dataset/entity.ts';
import { evenlySpaced } from '../../dataset/hash.ts';
import { canonical } from '../../judge/canonical.ts';
import type { Item } from '../../workload/dynamodb-port.ts';
import type { Expectation, ExpectedRecord, ExpectedRows } from '../../workload/expectation.ts';
import type { ItemLayout } from '../../workload/layout.ts';
import type { AnyPattern } from '../../workload/pattern.ts';
import type { Workload } from '../../workload/workload.ts';
import { expectations, recordsIn } from './pattern-facts.ts';

/** Whether a pattern's answer shows an attribute of an entity's items; where it cannot be told it is taken to. */
export type Shows = (attribute: string) => boolean;

const drawn = 5;
/** Records that are looked through for attributes, and of each attribute those that it is taken away from. */
const looked = 400;
const tries = 2;

/** Takes an attribute away from items and looks whether the pattern's own shape of their records is another one then. */
export function shownAttributes(workload: Workload, world: World, pattern: AnyPattern, entity: string): Shows {
  const of = workload.entities[entity];
  const layout = workload.dynamodb.entities[entity];
  const expected = expectations(world, pattern, drawn);
  const shapes = expected.flatMap(recordsIn).filter((part) => part.of === of);
  if (of === undefined || layout === undefined || expected.some(isOpaque) || shapes.length === 0) return () => true;
  const examples = examplesOf(world, of, layout);
  const known = new Map<string, boolean>();
  return (attribute) => {
    const found = known.get(attribute) ?? isShown(layout, shapes, examples.get(attribute) ?? [], attribute);
    known.set(attribute, found);
    return found;
  };
}

/** A computed value: what went into it is not known. */
function isOpaque(expected: Expectation): boolean {
  return expected.kind === 'parts' ? Object.values(expected.parts).some(isOpaque) : expected.kind === 'value';
}

interface Example {
  readonly i: number;
  readonly item: Item;
}

/** A few items that have each attribute. */
function examplesOf(world: World, of: AnyEntity, layout: ItemLayout<object>): ReadonlyMap<string, readonly Example[]> {
  const examples = new Map<string, Example[]>();
  for (const i of evenlySpaced(world.count(of), looked)) {
    const item = layout.toItem(world.record(of, i));
    for (const [name, value] of Object.entries(item)) {
      const known = examples.get(name) ?? [];
      if (value !== undefined && known.length < tries) examples.set(name, [...known, { i, item }]);
    }
  }
  return examples;
}

function isShown(
  layout: ItemLayout<object>,
  shapes: readonly (ExpectedRecord | ExpectedRows)[],
  examples: readonly Example[],
  attribute: string,
): boolean {
  if (examples.length === 0) return true;
  return examples.some(({ i, item }) => {
    const { [attribute]: _gone, ...less } = item;
    return shapes.some((part) => shaped(part, layout, item, i) !== shaped(part, layout, less, i));
  });
}

/** A layout or a shape that throws where something is missing needs it. */
function shaped({ shape }: ExpectedRecord | ExpectedRows, layout: ItemLayout<object>, item: Item, i: number): string {
  try {
    const record = { ...layout.fromItem(item), i };
    return JSON.stringify(canonical(shape === null ? record : shape(record)));
  } catch {
    return 'it throws';
  }
}
