import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Histogram } from '../src/measure/histogram.ts';
import type { Load } from '../src/replay/order.ts';
import { replayOn } from '../src/replay/replay.ts';
import type { TargetPlace } from '../src/targets/target.ts';
import { workloadOrBundled } from '../src/workload/load-workload.ts';

/** A load that a process of its own puts on a server, all of the pipeline. */
export interface LoadOrder {
  readonly place: TargetPlace;
  readonly pattern: 'problem' | 'account';
  /** Arrivals a second; `null`: one after another in each of `inFlight` users. */
  readonly perSecond: number | null;
  readonly inFlight: number;
  readonly workers: number;
  /** Left out of what is measured, then what is. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** What it took. */
export interface LoadCost {
  readonly operations: number;
  /** Of the whole process: its threads, saving the run and all. */
  readonly cpuUs: number;
  readonly elapsedMs: number;
  /** How late operations were started that were due. */
  readonly lateP50Us: number;
  readonly lateP99Us: number;
  readonly lateMaxUs: number;
  readonly failed: number;
  readonly dropped: number;
  readonly spunUs: number;
  readonly rssBytes: readonly number[];
}

const file = fileURLToPath(new URL('../../bench/workload.ts', import.meta.url));

/** The whole of a process: loads, and prints what it took. */
export async function runLoad(order: LoadOrder): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'patternbench-bench-'));
  const late = new Histogram();
  const rssBytes: number[] = [];
  let [operations, failed, dropped, spunUs] = [0, 0, 0, 0];
  let from = { cpu: process.cpuUsage(), atMs: performance.now() };
  let to = { cpuUs: 0, elapsedMs: 0 };
  try {
    await replayOn({
      ...(await frameOf(order)),
      folder,
      onSecond: (_target, { second, told, points }) => {
        if (second === order.warmUpSeconds) from = { cpu: process.cpuUsage(), atMs: performance.now() };
        if (second <= order.warmUpSeconds || second > order.warmUpSeconds + order.seconds) return;
        const { user, system } = process.cpuUsage(from.cpu);
        to = { cpuUs: user + system, elapsedMs: performance.now() - from.atMs };
        rssBytes.push(process.memoryUsage.rss());
        for (const { generator } of told) {
          late.add(generator.late);
          spunUs += generator.spunUs;
        }
        for (const point of points) {
          operations += point.completed;
          failed += point.failed;
          dropped += point.dropped;
        }
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const us = (rank: number) => late.atRank(Math.ceil(rank * late.count)) / 1;
  const cost: LoadCost = {
    operations,
    ...to,
    lateP50Us: us(0.5),
    lateP99Us: us(0.99),
    lateMaxUs: late.maxUs,
    failed,
    dropped,
    spunUs,
    rssBytes,
  };
  process.stdout.write(`${JSON.stringify(cost)}\n`);
}

async function frameOf({ place, pattern, perSecond, inFlight, workers, warmUpSeconds, seconds }: LoadOrder) {
  const workload = await workloadOrBundled(file);
  // A second more than is measured, so that no second that counts is an opening or a closing one.
  const durationUs = (warmUpSeconds + seconds + 1) * 1e6;
  const load: Load =
    perSecond === null
      ? { kind: 'virtual users', plan: users(inFlight, durationUs) }
      : { kind: 'constant rate', rate: { arrivals: perSecond, perUs: 1e6 }, durationUs, randomSeed: null };
  const dataset = { workload: 'bench', randomSeed: 1, dau: 5_000, hash: '' };
  return {
    workload,
    replay: {
      scriptFile: null,
      streams: [
        {
          name: 'bench',
          load,
          startUs: 0,
          jobs: [pattern],
          maxInFlight: perSecond === null ? 1 : 1000,
          maxWaitUs: 10e6,
        },
      ],
      warmUpUs: 0,
      operationTimeoutMs: 5_000,
      retries: 0,
      connections: inFlight,
      verification: 'sample' as const,
      workers,
    },
    dataset: { ...dataset, workloadFile: file, days: 1, strictness: 'pristine' as const, written: 0 },
    targets: [
      {
        place,
        facts: {
          name: place.kind,
          provenance: place.provenance,
          latencyIs: 'measured' as const,
          unitsAre: 'reported' as const,
          where: '',
          client: 'wire',
          pristine: true,
          notes: [],
        },
      },
    ],
    frame: {
      id: 'bench',
      startedAt: new Date().toISOString(),
      scenario: { name: 'bench', options: {} },
      dataset,
      environment: { patternbench: '', node: process.version, cpu: '', cores: 0 },
      notes: [],
    },
    objectives: [],
    signal: new AbortController().signal,
  };
}

function users(vus: number, endUs: number) {
  return {
    steps: [{ atUs: 0, vus }],
    endUs,
    iterations: { kind: 'unlimited' as const },
    graceUs: 1e6,
    rampDownGraceUs: 1e6,
  };
}
