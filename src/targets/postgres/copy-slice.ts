import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { LoadSteps, NumberedRecord, Slice } from '../target.ts';
import { copyRow } from './copy-text.ts';

/** What one COPY takes at most: what is lost when a load is interrupted. */
const mostRows = 20_000;
const mostCharacters = 16_000_000;
/** Written to the socket at once. */
const chunkCharacters = 64_000;

/** Copies records from `slice.from` on, as many as one COPY takes. Gives back where the next one begins. */
export async function copySlice(
  client: pg.Client,
  into: string,
  slice: Slice,
  toRow: (record: NumberedRecord) => readonly unknown[],
  json: readonly boolean[],
  steps: LoadSteps,
): Promise<number> {
  const stream = client.query(copyFrom(into));
  const ended = finished(stream);
  // The failure is awaited below; until then it is nobody's.
  ended.catch(() => {});
  const end = Math.min(slice.to, slice.from + mostRows);
  let at = slice.from;
  let characters = 0;
  while (at < end && characters < mostCharacters && !steps.signal.aborted) {
    let chunk = '';
    while (at < end && chunk.length < chunkCharacters) chunk += copyRow(toRow(slice.record(at++)), json);
    characters += chunk.length;
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), ended]);
    steps.onProgress(at);
  }
  stream.end();
  await ended;
  return at;
}
