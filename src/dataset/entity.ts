import type { Popularity } from './popularity.ts';
import type { Random } from './random.ts';
import type { Size } from './size.ts';

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

/** One dataset as its own definitions see it; `SeededWorld` is what there is of it. */
export interface World {
  readonly randomSeed: number;
  readonly size: Size;
  /** The dataset's present, epoch milliseconds. Never the clock's: the same seed gives the same bytes in any year. */
  readonly asOfMs: number;
  /** How many records there are before a run. */
  count(of: AnyEntity): number;
  /** The random numbers of the i-th thing of a named stream. */
  random(streamName: string, i: number): Random;
  keys<E extends AnyEntity>(of: E, i: number): KeysOf<E>;
  record<E extends AnyEntity>(of: E, i: number): RecordOf<E>;
  /** The record behind keys that are already there. */
  whole<E extends AnyEntity>(of: E, keys: KeysOf<E>): RecordOf<E>;
  /** i of the record that stands at this place of the entity's popularity, 0 being the most popular. */
  atRank(of: AnyEntity, rank: number): number;
  /** i of a record that exists before the run, drawn by its entity's popularity. */
  popular(of: AnyEntity, random: Random): number;
  /** Something derived from this dataset that is built once, by its maker (a calendar, an index). */
  once<Value>(make: (world: World) => Value): Value;
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
