import { Calendar, entity, grouping, type World, zipf } from 'patternbench';

const evenly = { hours: Array<number>(24).fill(1), days: Array<number>(7).fill(1) };
const orderTimes = (world: World): Calendar =>
  new Calendar(evenly, world.asOfMs, world.size.days, ordersAtStart(world.size));
const ordersAtStart = ({ dau, days }: { dau: number; days: number }): number => Math.round(2 * dau * days);

export const statuses = ['open', 'paid', 'shipped'] as const;
export const articles = ['사과 한 상자', 'tea pot', 'Brot', 'lamp', '책'] as const;

export const customer = entity({
  name: 'customer',
  count: ({ dau }) => 3 * dau,
  popularity: zipf(0.7),
  keys: (_world, i) => ({ customerId: i + 1 }),
  rest: (world, { i }) => ({
    name: `Customer ${i + 1} 고객`,
    city: world.random('city', i).one(['Seoul', 'Köln', 'Lagos']),
  }),
  indexOf: ({ customerId }) => (typeof customerId === 'number' ? customerId - 1 : null),
});

export const order = entity({
  name: 'order',
  rising: 'createdAt',
  count: ordersAtStart,
  keys: (world, i) => {
    const random = world.random('order', i);
    return {
      orderId: i + 1,
      customerId: world.keys(customer, world.popular(customer, random)).customerId,
      status: random.weighted({ open: 1, paid: 3, shipped: 6 }),
      createdAt: new Date(world.once(orderTimes).at(i)).toISOString(),
    };
  },
  rest: (world, { i }) => {
    const random = world.random('order lines', i);
    const lines = Array.from({ length: random.between(1, 5) }, () => ({
      article: random.one(articles),
      quantity: random.between(1, 9),
      cents: random.between(99, 99_999),
    }));
    return { lines, totalCents: lines.reduce((sum, line) => sum + line.quantity * line.cents, 0) };
  },
  indexOf: ({ orderId }) => (typeof orderId === 'number' ? orderId - 1 : null),
});

export const ordersOfCustomer = grouping(order, ({ customerId }) => customerId);
export const ordersByStatus = grouping(order, ({ status }) => status);
