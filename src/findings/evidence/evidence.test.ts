import { describe, expect, it } from 'vitest';
import { order } from '../../../test/shop/entities.ts';
import { ordersByCustomer, ordersWithStatus, placeOrder } from '../../../test/shop/patterns.ts';
import shop from '../../../test/shop/workload.ts';
import { SeededWorld } from '../../dataset/world.ts';
import { KnownItems } from '../../plan/trace/known-items.ts';
import { tableDefinitions } from '../../targets/dynamodb/item-image.ts';
import { flow } from '../../workload/flow.ts';
import type { AnyPattern } from '../../workload/pattern.ts';
import type { Workload } from '../../workload/workload.ts';
import { entitySamples } from './entity-sample.ts';
import { ownWrites } from './own-writes.ts';
import { shownAttributes } from './shown-attributes.ts';
import { writeFacts } from './write-facts.ts';

const world = new SeededWorld(1, { dau: 20, days: 10 }, shop.asOfMs);
const tables = tableDefinitions(shop);

describe('the evidence of a design alone', () => {
  it('has the records of each entity, and how many come on a day', () => {
    const samples = entitySamples(shop, world, tables);
    expect(
      samples.map(({ entity, records, newPerDay, images }) => [entity, records, newPerDay, images.length]),
    ).toEqual([
      ['customer', 60, 0, 60],
      ['order', 400, 40, 400],
    ]);
  });

  it('has what writes leave, and what that costs', () => {
    const [first, ...others] = writeFacts(shop, world, tables, () => 40);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ pattern: 'place-order', perDay: 40, operations: 20 });
    expect(first?.changes).toHaveLength(20);
    const put = { index: 'ByStatus', units: 1, how: 'put', inPlaceUnits: 1 };
    expect(first?.changes[0]).toMatchObject({ entity: 'order', before: null, tableUnits: 1, indexes: [put] });
  });

  it.each([
    ['a field of the whole record', 'Lines', true],
    ['what the layout adds', 'EntityType', false],
    ['a key', 'StatusPK', false],
    ['an attribute that nobody has seen', 'Unseen', true],
  ])('knows whether an answer shows %s', (_case, attribute, shown) => {
    const shows = shownAttributes(shop, world, ordersByCustomer as AnyPattern, 'order');
    expect(shows(attribute)).toBe(shown);
  });

  it('takes another entity’s pattern to show all', () => {
    expect(shownAttributes(shop, world, ordersByCustomer as AnyPattern, 'customer')('City')).toBe(true);
  });

  it('sees a flow that reads through an index what it has just written', async () => {
    const known = new KnownItems(shop, world, tables);
    const readingBack = flow({
      id: 'order-and-look',
      name: 'somebody orders and looks at the list',
      draw: (draw) => ({ order: draw.fresh(order) }),
      steps: (next) => [
        next(placeOrder, (drawn) => drawn),
        next(ordersWithStatus, (drawn) => ({ status: drawn.order.status })),
      ],
    });
    const looking = { ...shop, flows: [...shop.flows, readingBack] } as Workload;
    expect(await ownWrites(looking, world, tables, known)).toEqual([
      {
        flow: 'order-and-look',
        writer: 'place-order',
        reader: 'by-status',
        table: 'Shop',
        index: 'ByStatus',
        seen: 20,
        of: 20,
      },
    ]);
  });
});
