import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EnvironmentError } from '../engines/environment-error.ts';
import { runStage } from '../replay/stage.ts';
import { summaryData } from '../replay/summary-data.ts';
import type { Loaded, LoadPlan } from './load.ts';
import type { Terminal } from './terminal.ts';

/** What a script's `handleSummary` said. */
export interface ScriptSummary {
  /** For standard output, in the place of the report. */
  readonly stdout: string;
}

/**
 * Calls a script's `handleSummary`, once for the whole run, and writes the files that it gives.
 * `null` where there is none.
 * @throws {ScriptThrew} where it throws, takes too long or gives something else than texts and bytes by place.
 */
export async function scriptSummary(plan: LoadPlan, loaded: Loaded, terminal: Terminal): Promise<ScriptSummary | null> {
  const { replay, script: asked } = plan;
  const timeoutMs = replay.script?.timeoutsMs.handleSummary ?? null;
  if (replay.script === undefined || asked === undefined || timeoutMs === null) return null;
  const isTty = process.stdout.isTTY === true;
  const data = summaryData(loaded.record, loaded.loaded, replay.script, asked, isTty);
  const argument = JSON.stringify(data);
  const order = { stage: 'handleSummary', replay, dataset: loaded.dataset, place: null, argument } as const;
  const { files } = await runStage(order, timeoutMs, null);
  let stdout = '';
  for (const [place, content] of files) {
    if (place === 'stdout') stdout += asText(content);
    else if (place === 'stderr') terminal.say(asText(content));
    else await written(place, content);
  }
  return { stdout };
}

async function written(place: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(`what handleSummary() gave cannot be written: ${why}`, 'Check the place that it names.');
  }
}

function asText(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
}
