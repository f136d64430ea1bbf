import type { ClaimReference } from './claim.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** One step of stopping: a signal, and how long the engine may take to heed it. */
export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly patienceMs: number;
}

/** What a supervisor is told, as one line of JSON on its standard input. */
export interface SupervisorOrder {
  readonly command: string;
  readonly args: readonly string[];
  /** The engine's whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The account the engine runs as, where that is not the supervisor's own. */
  readonly account: { readonly uid: number; readonly gid: number } | null;
  readonly logFile: string;
  /** The claim that is to name the engine. */
  readonly claim: ClaimReference;
  /** Gently first; a SIGKILL follows the last one. */
  readonly stopSteps: readonly StopStep[];
  /** Whether the engine goes on when the supervisor's standard input ends. */
  readonly detached: boolean;
  /** Whether the slot and its folders are kept when the engine is gone. */
  readonly keep: boolean;
}

/** What a supervisor says, one line of JSON each on its standard output. */
export type SupervisorEvent =
  | { readonly event: 'started'; readonly engine: ProcessIdentity }
  | { readonly event: 'failed'; readonly message: string }
  | { readonly event: 'exited'; readonly how: string; readonly lastLines: readonly string[] };
