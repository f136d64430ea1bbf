import type { Item } from '../../workload/dynamodb-port.ts';
import type { LoadSteps, NumberedRecord, Slice } from '../target.ts';
import { batchItems } from './batch-writer.ts';

export interface SliceWriter {
  /** Batches on their way at once. */
  readonly inFlight: number;
  toItem(record: NumberedRecord): Item;
  write(items: readonly Item[]): Promise<void>;
  keep(manifest: string): Promise<void>;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
}

/** Between two notes of how far it has come. */
const keepEveryMs = 1_000;

/**
 * Writes a slice in batches, several at once, and notes how far all that came before is written.
 * @returns where it ended: `slice.to`, or less where it was told to stop.
 */
export async function loadSlice(slice: Slice, steps: LoadSteps, writer: SliceWriter): Promise<number> {
  const open = new Set<number>();
  let next = slice.from;
  let written = slice.from;
  let keptMs = writer.clock();
  let keeping: Promise<void> = Promise.resolve();
  let failed = false;

  const lane = async (): Promise<void> => {
    while (next < slice.to && !failed && !steps.signal.aborted) {
      const from = next;
      const to = Math.min(slice.to, from + batchItems);
      next = to;
      open.add(from);
      const items: Item[] = [];
      for (let i = from; i < to; i++) items.push(writer.toItem(slice.record(i)));
      await writer.write(items);
      open.delete(from);
      written += to - from;
      steps.onProgress(written);
      if (writer.clock() - keptMs >= keepEveryMs) {
        keptMs = writer.clock();
        const safe = Math.min(next, ...open);
        keeping = keeping.then(() => writer.keep(steps.manifestAt(safe)));
        await keeping;
      }
    }
  };

  const lanes = Array.from({ length: writer.inFlight }, () =>
    lane().catch((error) => {
      failed = true;
      throw error;
    }),
  );
  const results = await Promise.allSettled(lanes);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  await writer.keep(steps.manifestAt(next));
  return next;
}
