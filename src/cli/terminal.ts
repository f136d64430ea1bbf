/** What a command may touch of the world outside: the two streams, the environment, and the wish to stop. */
export interface Terminal {
  /** Standard output: results, and with `--json` nothing else. */
  readonly print: (text: string) => void;
  /** Standard error: progress, logs and warnings, a line each. */
  readonly say: (line: string) => void;
  /** Rewrites the last line of standard error where it is a terminal; elsewhere does nothing. */
  readonly status: (line: string) => void;
  readonly readStdin: () => Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly interactive: boolean;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly stop: AbortSignal;
}
