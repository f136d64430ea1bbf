import type { Item } from '../../capacity/attribute-value.ts';
import type { TableDefinition } from '../../capacity/table-definition.ts';
import type { World } from '../../dataset/entity.ts';
import { evenlySpaced } from '../../dataset/hash.ts';
import { lifeDays, recordsOf } from '../../plan/stored.ts';
import { itemImage } from '../../targets/dynamodb/item-image.ts';
import type { Workload } from '../../workload/workload.ts';

/** Records of an entity that are looked at, at most; of more it is these, evenly spaced. */
const mostImages = 2_000;

/** An entity's records as they lie in DynamoDB. */
export interface EntitySample {
  readonly entity: string;
  readonly table: TableDefinition;
  /** How many records there are. */
  readonly records: number;
  /** How many come on a day and stay, at the dataset's daily active users; 0 where their number does not grow with time. */
  readonly newPerDay: number;
  /** All items, or evenly spaced ones of more. */
  readonly images: readonly Item[];
  /** Days of life that the layout declares, and in which attribute; `null` where it declares none. */
  readonly timeToLive: { readonly attribute: string; readonly days: number } | null;
}

/** Every entity that the layout places. */
export function entitySamples(
  workload: Workload,
  world: World,
  tables: ReadonlyMap<string, TableDefinition>,
): readonly EntitySample[] {
  return Object.entries(workload.entities).flatMap(([entity, of]) => {
    const layout = workload.dynamodb.entities[entity];
    const table = layout === undefined ? undefined : tables.get(layout.table);
    if (layout === undefined || table === undefined) return [];
    const records = world.count(of);
    const images = evenlySpaced(records, mostImages).map((i) => itemImage(layout.toItem(world.record(of, i))));
    return [
      {
        entity,
        table,
        records,
        newPerDay: newPerDay(workload, world, entity),
        images,
        timeToLive: timeToLiveOf(workload, entity),
      },
    ];
  });
}

/** As the second half of twice the history grows. */
function newPerDay(workload: Workload, { size: { dau, days } }: World, entity: string): number {
  const at = (span: number): number => recordsOf(workload, entity, { dau, days: span }, { timeToLive: false });
  return Math.max(0, (at(2 * days) - at(days)) / days);
}

function timeToLiveOf(workload: Workload, entity: string): EntitySample['timeToLive'] {
  const days = lifeDays(workload, entity);
  const attribute = workload.dynamodb.tables.find(({ timeToLive }) => timeToLive?.entity === entity)?.timeToLive
    ?.attribute;
  return days === null || attribute === undefined ? null : { attribute, days };
}
