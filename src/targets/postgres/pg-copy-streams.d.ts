declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** A writable stream of COPY's text format; it finishes when the server has taken all of it. */
  export function from(copyStatement: string): Writable & Submittable;
}
