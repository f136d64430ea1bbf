// What the accounting of an operation costs: `node dist/bench/record.js`. The first rows are the histogram alone.
import { Histogram } from '../src/measure/histogram.ts';
import type { Measurement } from '../src/measure/measurement.ts';
import { Recorder } from '../src/measure/recorder.ts';
import { Summaries } from '../src/measure/summaries.ts';

const operations = 2_000_000;

/** Nanoseconds and allocated bytes an operation, the best of a few rounds. */
function measure(name: string, run: (count: number) => void): void {
  run(200_000);
  let bestNs = Number.POSITIVE_INFINITY;
  let leastBytes = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    globalThis.gc?.();
    const heap = process.memoryUsage().heapUsed;
    const start = performance.now();
    run(operations);
    bestNs = Math.min(bestNs, ((performance.now() - start) * 1e6) / operations);
    leastBytes = Math.min(leastBytes, Math.max(0, process.memoryUsage().heapUsed - heap) / operations);
  }
  const bytes = globalThis.gc === undefined ? 'run with --expose-gc' : `${leastBytes.toFixed(1)} bytes`;
  console.log(`${name.padEnd(44)} ${bestNs.toFixed(0).padStart(6)} ns  ${bytes}`);
}

/** Measurements of 16 patterns with latencies around 2 ms and what two indexes were charged. */
function measurements(): Measurement[] {
  return Array.from({ length: 4096 }, (_, k) => {
    const startedUs = 1000 * k + ((k * 37) % 90);
    return {
      pattern: String(k % 16).padStart(2, '0'),
      phase: 'main',
      scheduledUs: 1000 * k,
      startedUs,
      sentUs: startedUs + 12,
      doneUs: startedUs + 800 + ((k * 7919) % 5000),
      poolWaitUs: 0,
      outcome: { state: 'ok' },
      cost: {
        requests: 1,
        items: 1,
        evaluated: 1,
        bytes: 1024,
        consumed: [
          { table: 'Main', index: null, read: 0.5, write: 0 },
          { table: 'Main', index: 'GSI1', read: 1, write: 0 },
        ],
      },
    };
  });
}

const all = measurements();
const at = (k: number): Measurement => all[k & 4095] as Measurement;

const histogram = new Histogram();
measure('histogram.record', (count) => {
  for (let k = 0; k < count; k++) histogram.record(at(k).doneUs - at(k).scheduledUs);
});

const recorder = new Recorder();
measure('recorder.record, two consumed rows', (count) => {
  for (let k = 0; k < count; k++) recorder.record(at(k));
});
recorder.take();

measure('recorder.record, taken every 10,000', (count) => {
  for (let k = 0; k < count; k++) {
    recorder.record(at(k));
    if (k % 10_000 === 9999) recorder.take();
  }
});

const summaries = new Summaries();
measure('the same, and summed up', (count) => {
  for (let k = 0; k < count; k++) {
    recorder.record(at(k));
    if (k % 10_000 === 9999) summaries.absorb(k, [recorder.take()]);
  }
});
