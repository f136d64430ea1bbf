import type { AnyEntity, KeysOf, RecordOf, World } from './entity.ts';
import { type Group, type Grouping, group } from './grouping.ts';
import type { Random } from './random.ts';

/**
 * Draws the parameters of one operation. What it reads follows from (random seed, operation number), so the n-th
 * operation has the same parameters on every target, client and worker, and in every run.
 */
export class Draw {
  readonly world: World;
  /** Which operation this is of all that were ever run on this dataset: fresh records and updates take theirs from it. */
  readonly ordinal: number;
  readonly random: Random;

  /** `written`: how many operations earlier runs on the same dataset had. */
  constructor(world: World, operation: number, written = 0) {
    this.world = world;
    this.ordinal = written + operation;
    this.random = world.random('operation', operation);
  }

  /** One that exists, as its entity's popularity has it. */
  popular<E extends AnyEntity>(of: E): KeysOf<E> {
    return this.world.keys(of, this.world.popular(of, this.random));
  }

  /** One that exists, each as likely as the other. */
  any<E extends AnyEntity>(of: E): KeysOf<E> {
    return this.world.keys(of, this.random.below(this.world.count(of)));
  }

  /** One of the `share` that came last, the newest most likely (the square of an even draw). */
  recent<E extends AnyEntity>(of: E, share = 0.2): KeysOf<E> {
    const count = this.world.count(of);
    const back = Math.floor(this.random.fraction() ** 2 * count * share);
    return this.world.keys(of, Math.max(0, count - 1 - back));
  }

  /** The records of a group that exist before the run: to ask for what follows one of them. */
  group(grouping: Grouping, value: string | number): Group {
    return group(this.world, grouping, value);
  }

  /** A whole record that is not there yet: the `k`-th that this operation may write, of at most `perOperation`. */
  fresh<E extends AnyEntity>(of: E, k = 0, perOperation = 1): RecordOf<E> {
    return this.world.record(of, this.world.count(of) + this.ordinal * perOperation + k);
  }
}
