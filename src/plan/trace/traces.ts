import { Draw } from '../../dataset/draw.ts';
import type { World } from '../../dataset/entity.ts';
import { tableDefinitions } from '../../targets/dynamodb/item-image.ts';
import type { AnyPattern } from '../../workload/pattern.ts';
import type { Workload } from '../../workload/workload.ts';
import { KnownItems } from './known-items.ts';
import { RecordingDynamoDb } from './recording-dynamodb.ts';
import type { Touch } from './touch.ts';

/** What operations of one pattern touch, without an engine. */
export interface PatternTrace {
  readonly pattern: string;
  /** Of each drawn operation, in order. */
  readonly operations: readonly (readonly Touch[])[];
  /** Operations whose program failed on an answer that was not there: followed up to that point. */
  readonly brokenOff: number;
}

export interface Traces {
  readonly patterns: readonly PatternTrace[];
  /** Entities whose items were there to answer with; of all others nothing was found. */
  readonly answered: readonly string[];
}

/**
 * Draws operations of every pattern over the world and runs their DynamoDB programs against a recording stand-in. Programs
 * that look up records of large entities first are followed up to there.
 */
export async function traceWorkload(workload: Workload, world: World, draws: number): Promise<Traces> {
  const tables = tableDefinitions(workload);
  const known = new KnownItems(workload, world, tables);
  const patterns: PatternTrace[] = [];
  for (const pattern of workload.patterns) {
    const operations: Touch[][] = [];
    let brokenOff = 0;
    for (let operation = 0; operation < draws; operation++) {
      const db = new RecordingDynamoDb(tables, known);
      if (!(await followed(pattern, db, new Draw(world, operation)))) brokenOff++;
      operations.push(db.touches);
    }
    patterns.push({ pattern: pattern.id, operations, brokenOff });
  }
  return { patterns, answered: known.entities };
}

/** Whether the program came to its end. */
async function followed(pattern: AnyPattern, db: RecordingDynamoDb, draw: Draw): Promise<boolean> {
  const params = pattern.params(draw);
  try {
    await pattern.dynamodb(db, params);
    return true;
  } catch {
    // An answer was empty that the program relies on: only an engine with the whole dataset could give it.
    return false;
  }
}
