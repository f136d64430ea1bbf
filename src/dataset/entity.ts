import type { Popularity } from './popularity.ts';
import type { Size } from './size.ts';
import type { World } from './world.ts';

/**
 * A kind of record. The i-th record is a pure function of (random seed, i), in two parts: `keys` are cheap and hold all
 * that the record is found, sorted or grouped by; `rest` is the bulk. Records with i ≥ `count` are fresh: the same
 * dataset goes on, and what a run writes is taken from there.
 */
export interface Entity<Keys extends object = object, Rest extends object = object> {
  readonly name: string;
  /** How many there are before a run. */
  count(size: Size): number;
  keys(world: World, i: number): Keys;
  rest(world: World, keys: Keys & Numbered): Rest;
  /** How unevenly they are asked for; uniform where it is left out. */
  readonly popularity?: Popularity;
  /** i of a record as an engine returned it, from its identity; `null` where it cannot be one of ours. */
  indexOf(record: Readonly<Record<string, unknown>>): number | null;
  /** A field that never goes back as i grows, such as the time of creation: long lists are then checked from their end. */
  readonly rising?: string;
  /** Whether the workload's updates may move record i from one group to another (its status, its plan). Left out: none does. */
  moves?(world: World, i: number): boolean;
  /**
   * The state of record i that an observed record claims to be in, for records that the workload's own updates change:
   * the whole record in that state, or `null` where the record has only its first state. Left out: records never change.
   */
  stateOf?(world: World, i: number, observed: Readonly<Record<string, unknown>>): (Keys & Rest) | null;
}

export interface Numbered {
  /** Which record of its entity, from 0. */
  readonly i: number;
}

/** Any entity; its functions are methods, whose parameters TypeScript compares both ways. */
export type AnyEntity = Entity<object, object>;

export type KeysOf<E> = E extends Entity<infer Keys, infer _> ? Keys & Numbered : never;
export type RecordOf<E> = E extends Entity<infer Keys, infer Rest> ? Keys & Rest & Numbered : never;

/** Defines an entity; the types of its records are inferred. */
export function entity<Keys extends object, Rest extends object>(definition: Entity<Keys, Rest>): Entity<Keys, Rest> {
  return definition;
}
