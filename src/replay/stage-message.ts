import type { WorkerFailure } from './worker-failure.ts';
import type { ScriptInterval } from './worker-message.ts';

/** What a thread tells that runs a script's function around the load: `begun`, then how it ended. */
export type FromStage =
  | { readonly kind: 'begun' }
  | ({ readonly kind: 'ended' } & StageEnd)
  | { readonly kind: 'failed'; readonly why: WorkerFailure };

/** How such a function ended. */
export interface StageEnd {
  /** What it returned, as JSON; `null` for nothing. */
  readonly result: string | null;
  /** What a summary is made of: where to, and the text or bytes. */
  readonly files: readonly (readonly [place: string, content: string | Uint8Array])[];
  readonly interval: ScriptInterval;
}
