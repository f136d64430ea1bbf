import type { AnyEntity, KeysOf, RecordOf, World } from './entity.ts';
import { type Group, type Grouping, group, groupSizes } from './grouping.ts';

/** The dataset as the oracle that says what a read must answer. */
export class Data {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  keys<E extends AnyEntity>(of: E, i: number): KeysOf<E> {
    return this.world.keys(of, i);
  }

  record<E extends AnyEntity>(of: E, i: number): RecordOf<E> {
    return this.world.record(of, i);
  }

  count(of: AnyEntity): number {
    return this.world.count(of);
  }

  /** The records of a group; none where the value has none. */
  group(grouping: Grouping, value: string | number): Group {
    return group(this.world, grouping, value);
  }

  /** Every value of a grouping that has records, with how many. */
  groupSizes(grouping: Grouping): ReadonlyMap<string | number, number> {
    return groupSizes(this.world, grouping);
  }

  /** All records of an entity. */
  all(of: AnyEntity): Group {
    const members = new Int32Array(this.world.count(of));
    for (let i = 0; i < members.length; i++) members[i] = i;
    return { of, members };
  }
}
