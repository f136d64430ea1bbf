/** A pattern's program broke by itself (a TypeError, say): a bug of the workload, and no failure of an engine. */
export class ProgramThrew extends Error {
  override readonly name = 'ProgramThrew';
  readonly pattern: string;

  constructor(pattern: string, engine: string, cause: unknown) {
    super(
      `the ${engine} program of pattern ${pattern} threw ${cause instanceof Error ? `${cause}` : JSON.stringify(cause)}`,
      {
        cause,
      },
    );
    this.pattern = pattern;
  }
}
