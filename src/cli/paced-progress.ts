import type { Terminal } from './terminal.ts';

/** Shows how something goes on: one line that is rewritten on a terminal, elsewhere a line now and then. */
export function pacedProgress(
  { interactive, status, say }: Pick<Terminal, 'interactive' | 'status' | 'say'>,
  clock: () => number,
  everyMs: number,
): (line: () => string) => void {
  let saidMs = clock();
  return (line) => {
    if (interactive) status(line());
    else if (clock() - saidMs >= everyMs) {
      saidMs = clock();
      say(line());
    }
  };
}
