import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { hlogHeader, hlogLine, hlogTag } from '../measure/hlog.ts';
import { counted } from './phases.ts';
import type { WholeSecond } from './target-tally.ts';

export const histogramsFile = (target: string): string => `${target}.hlog`;
export const secondsFile = (target: string): string => `${target}-seconds.csv`;

const columns = 'second,phase,pattern,completed,failed,dropped,response_p50_ms,response_p99_ms,response_max_ms\n';

/** The two logs of one target that grow as the load goes on: histograms by pattern, and a row a second and pattern. */
export class RunLog {
  readonly #target: string;
  readonly #histograms: WriteStream;
  readonly #seconds: WriteStream;

  constructor(folder: string, target: string, startedAt: Date) {
    mkdirSync(folder, { recursive: true });
    this.#target = target;
    this.#histograms = createWriteStream(join(folder, histogramsFile(target)));
    this.#seconds = createWriteStream(join(folder, secondsFile(target)));
    this.#histograms.write(hlogHeader(startedAt));
    this.#seconds.write(columns);
  }

  add({ second, told, points }: WholeSecond): void {
    for (const { phase, pattern, summary } of told.flatMap(({ interval }) => interval)) {
      const tag = hlogTag(this.#target, pattern, phase === counted ? null : phase);
      if (summary.response.places.length === 0) continue;
      this.#histograms.write(hlogLine({ tag, startSeconds: second - 1, seconds: 1, histogram: summary.response }));
    }
    for (const { phase, pattern, completed, failed, dropped, p50Ms, p99Ms, maxMs } of points) {
      const row = [second, phase, pattern, completed, failed, dropped, p50Ms, p99Ms, maxMs];
      this.#seconds.write(`${row.map((value) => value ?? '').join(',')}\n`);
    }
  }

  async close(): Promise<void> {
    const streams = [this.#histograms, this.#seconds];
    for (const stream of streams) stream.end();
    await Promise.all(streams.map((stream) => (stream.writableFinished ? null : once(stream, 'finish'))));
  }
}
