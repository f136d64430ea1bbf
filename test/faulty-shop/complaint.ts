import { Calendar, entity, type World } from 'patternbench';

const evenly = { hours: Array<number>(24).fill(1), days: Array<number>(7).fill(1) };
const complaintsAtStart = ({ dau, days }: { dau: number; days: number }): number => Math.round(dau * days);
const complaintTimes = (world: World): Calendar =>
  new Calendar(evenly, world.asOfMs, world.size.days, complaintsAtStart(world.size));

/** Comes as often as half of the orders, and is open until somebody answers it. */
export const complaint = entity({
  name: 'complaint',
  rising: 'createdAt',
  count: complaintsAtStart,
  keys: (world, i) => ({
    complaintId: i + 1,
    createdAt: new Date(world.once(complaintTimes).at(i)).toISOString(),
  }),
  rest: (_world, { i }) => ({ text: `Where is my parcel? (${i + 1})` }),
  indexOf: ({ complaintId }) => (typeof complaintId === 'number' ? complaintId - 1 : null),
});
