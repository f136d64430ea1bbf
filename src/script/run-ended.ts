/** What a script asked for by `exec.test.abort()`: it passes through the script's own code as an exception does. */
export class RunAborted extends Error {
  override readonly name = 'RunAborted';
}
