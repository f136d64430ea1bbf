import type { TableDefinition } from '../../capacity/table-definition.ts';
import { Draw } from '../../dataset/draw.ts';
import type { World } from '../../dataset/entity.ts';
import type { KnownItems } from '../../plan/trace/known-items.ts';
import { RecordingDynamoDb } from '../../plan/trace/recording-dynamodb.ts';
import { type Touch, unknownKey } from '../../plan/trace/touch.ts';
import type { Flow } from '../../workload/flow.ts';
import type { Workload } from '../../workload/workload.ts';

/** A step of a flow that reads, through a global index, the partition that an earlier step of the same flow wrote to. */
export interface OwnWrite {
  readonly flow: string;
  readonly writer: string;
  readonly reader: string;
  readonly table: string;
  readonly index: string;
  /** Of so many drawn flows, in how many it came to that. */
  readonly seen: number;
  readonly of: number;
}

/** Flows of each kind that are drawn. */
const drawn = 20;

/** Runs the steps' programs without an engine and compares the keys that they touch. */
export async function ownWrites(
  workload: Workload,
  world: World,
  tables: ReadonlyMap<string, TableDefinition>,
  known: KnownItems,
): Promise<readonly OwnWrite[]> {
  const found = new Map<string, OwnWrite>();
  for (const flow of workload.flows) {
    for (let n = 0; n < drawn; n++) {
      const steps = await touchesOf(flow, new Draw(world, n), () => new RecordingDynamoDb(tables, known));
      for (const one of readBack(flow.id, steps)) {
        const key = JSON.stringify([one.flow, one.writer, one.reader, one.table, one.index]);
        found.set(key, { ...one, seen: (found.get(key)?.seen ?? 0) + 1, of: drawn });
      }
    }
  }
  return [...found.values()];
}

interface StepTouches {
  readonly pattern: string;
  readonly touches: readonly Touch[];
}

async function touchesOf(flow: Flow, draw: Draw, open: () => RecordingDynamoDb): Promise<readonly StepTouches[]> {
  const params = flow.draw(draw);
  const steps: StepTouches[] = [];
  for (const step of flow.steps) {
    const db = open();
    try {
      await step.pattern.dynamodb(db, step.params(params));
    } catch {
      // A program that relies on an answer that only an engine has: followed as far as it came.
    }
    steps.push({ pattern: step.pattern.id, touches: db.touches });
  }
  return steps;
}

/** Each pair of steps once. */
function readBack(flow: string, steps: readonly StepTouches[]): readonly Omit<OwnWrite, 'seen' | 'of'>[] {
  const found = new Map<string, Omit<OwnWrite, 'seen' | 'of'>>();
  for (const [at, { pattern: reader, touches }] of steps.entries()) {
    for (const { pattern: writer, touches: earlier } of steps.slice(0, at)) {
      for (const { kind, table, index, key } of touches) {
        if (kind !== 'read' || index === null || key === null) continue;
        const wrote = earlier.some(
          (one) =>
            one.kind === 'write' &&
            one.table === table &&
            one.index === index &&
            one.key === key &&
            one.key !== unknownKey,
        );
        if (wrote) found.set(`${writer} ${reader} ${table} ${index}`, { flow, writer, reader, table, index });
      }
    }
  }
  return [...found.values()];
}
