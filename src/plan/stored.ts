import type { Size } from '../dataset/size.ts';
import type { Workload } from '../workload/workload.ts';
import { type RecordSize, storedBytes } from './record-sizes.ts';

/** What lies in DynamoDB at one moment. */
export interface Stored {
  readonly size: Size;
  readonly entities: readonly { readonly entity: string; readonly records: number }[];
  readonly parts: readonly StoredPart[];
}

export interface StoredPart {
  readonly table: string;
  readonly index: string | null;
  /** Records that are in it. */
  readonly records: number;
  /** As storage is billed: each item and entry with its 100 bytes. */
  readonly bytes: number;
  /** As a scan reads it: without them. */
  readonly readBytes: number;
}

export interface Retention {
  /** Whether what has a time to live is gone after it. */
  readonly timeToLive: boolean;
}

/** How many records of each entity there are, as the workload says, and the bytes that they take. */
export function storedAt(
  workload: Workload,
  sizes: readonly RecordSize[],
  size: Size,
  retention: Retention = { timeToLive: true },
): Stored {
  const entities = sizes.map(({ entity }) => ({ entity, records: recordsOf(workload, entity, size, retention) }));
  const records = new Map(entities.map((one) => [one.entity, one.records]));
  const parts = new Map<string, StoredPart>();
  for (const { entity, table, parts: own } of sizes) {
    const count = records.get(entity) ?? 0;
    for (const part of own) {
      const key = JSON.stringify([table, part.index]);
      const before = parts.get(key) ?? { table, index: part.index, records: 0, bytes: 0, readBytes: 0 };
      parts.set(key, {
        ...before,
        records: before.records + count * part.share,
        bytes: before.bytes + count * storedBytes(part),
        readBytes: before.readBytes + count * part.share * part.bytes,
      });
    }
  }
  return { size, entities, parts: [...parts.values()] };
}

/**
 * Records at a size. What lives for so many days is not there longer; what would be there if it did not expire goes on as
 * the second half of its life grew.
 */
export function recordsOf(workload: Workload, entity: string, size: Size, { timeToLive }: Retention): number {
  const of = workload.entities[entity];
  if (of === undefined) return 0;
  const life = lifeDays(workload, entity);
  const count = (days: number): number => of.count({ dau: size.dau, days });
  if (life === null || size.days <= life) return count(size.days);
  if (timeToLive) return count(life);
  const half = Math.floor(life / 2);
  const perDay = (count(life) - count(half)) / (life - half);
  return count(life) + perDay * (size.days - life);
}

/** Days of life of an entity; `null` where it has no time to live. */
export function lifeDays({ dynamodb }: Workload, entity: string): number | null {
  const table = dynamodb.tables.find(({ timeToLive }) => timeToLive?.entity === entity);
  return table?.timeToLive?.days ?? null;
}

export function bytesOf({ parts }: Stored, table: string, index: string | null): number {
  return parts.find((part) => part.table === table && part.index === index)?.bytes ?? 0;
}

export function totalBytes({ parts }: Stored): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Days of history after so many months, whole. */
export function daysOfMonths(months: number, daysPerMonth: number): number {
  return Math.max(1, Math.round(months * daysPerMonth));
}
