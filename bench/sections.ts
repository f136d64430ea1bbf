import type { TargetPlace } from '../src/targets/target.ts';
import type { ClientCost, ClientOrder } from './bare-client.ts';
import { startCannedServer } from './canned-server.ts';
import { clientCore, has, inOwnProcess, onCores, pinnable, serverCore } from './child.ts';
import type { DispatchCost, DispatchOrder } from './dispatch.ts';
import type { StepCost } from './hot-path.ts';
import { type FoundRate, findKnownCapacities } from './known-capacities.ts';
import type { LoadCost, LoadOrder } from './load-client.ts';
import type { LongCost, LongOrder } from './long.ts';
import { otherTools, wrk } from './other-tools.ts';
import { startBenchPostgres } from './postgres.ts';

/** How much is measured. */
export interface Amount {
  readonly seconds: number;
  readonly rounds: number;
  /** Of the long run. */
  readonly minutes: number;
}

/** One line of a result: a figure with its unit, and the goal where there is one. */
export interface Line {
  readonly name: string;
  readonly figures: Readonly<Record<string, number | string | boolean | null>>;
}

export interface Result {
  readonly title: string;
  readonly lines: readonly Line[];
  /** All that was measured, for the file. */
  readonly raw: unknown;
}

const inFlight = 16;
const warmUpSeconds = 4;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
/** The median of the ratios round by round, so that a machine that is slower for a while is so for both. */
const byRound = (values: readonly number[], units: readonly number[]): number =>
  median(values.map((value, round) => value / (units[round] ?? Number.NaN)));
const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

const client = (order: Omit<ClientOrder, 'inFlight' | 'warmUpSeconds'>): Promise<ClientCost> =>
  inOwnProcess('client', { ...order, inFlight, warmUpSeconds }, onCores(clientCore));

/** `cores`: left out, all of them. */
const load = (place: TargetPlace, order: Partial<LoadOrder> & Pick<LoadOrder, 'seconds'>, cores: number[] = []) =>
  inOwnProcess<LoadCost>(
    'load',
    { pattern: 'problem', perSecond: null, inFlight, workers: 1, warmUpSeconds, ...order, place },
    cores.length === 0 ? [] : onCores(...cores),
  );

const wakeUps = (perSecond: number, seconds: number): Promise<ClientCost> =>
  inOwnProcess('wakeUp', { perSecond, seconds }, onCores(clientCore));

const placeAt = (url: string): TargetPlace => ({
  kind: 'dynamodb',
  endpoint: url,
  region: 'us-east-1',
  client: 'wire',
  provenance: 'a canned server',
});

/** The hot path step by step. */
async function steps(): Promise<Result> {
  const costs = await inOwnProcess<StepCost[]>(
    'steps',
    null,
    [],
    ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'],
  );
  const lines = costs.map(({ step, ns, bytes }) => ({
    name: step,
    figures: { 'ns/op': Math.round(ns), 'bytes/op': Math.round(bytes) },
  }));
  return { title: 'The hot path, step by step', lines, raw: costs };
}

/** Side by side on one server: the other tools, the clients alone, and the whole pipeline. */
async function pipeline({ seconds, rounds }: Amount): Promise<Result> {
  const server = await startCannedServer();
  const { there, missing } = otherTools();
  const raw: Record<string, (ClientCost | LoadCost)[]> = {};
  const take = async (name: string, cost: Promise<ClientCost | LoadCost>): Promise<void> => {
    const taken = raw[name] ?? [];
    raw[name] = taken;
    taken.push(await cost);
  };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const tool of there) await take(`${tool.name}, unsigned`, tool.run(server.url, inFlight, seconds));
      await take('wire client alone', client({ client: 'wire', url: server.url, seconds }));
      await take('whole pipeline, closed', load(placeAt(server.url), { seconds }, [clientCore]));
      await take('whole pipeline, 10,000/s', load(placeAt(server.url), { seconds, perSecond: 10_000 }, [clientCore]));
      await take('a bare sleep and wake-up, 10,000/s', wakeUps(10_000, seconds));
      await take('SDK client alone', client({ client: 'sdk', url: server.url, seconds }));
    }
  } finally {
    await server.stop();
  }
  const perOperation = (name: string): number[] => (raw[name] ?? []).map(({ cpuUs, operations }) => cpuUs / operations);
  const units = perOperation('wrk, unsigned');
  const lines = Object.entries(raw).map(([name, costs]) => {
    const us = perOperation(name);
    const perSecond = median(costs.map(perSecondOf));
    const late = costs.flatMap((cost) => ('lateP99Us' in cost && name.includes('/s') ? [cost] : []));
    return {
      name,
      figures: {
        'CPU us/op': rounded(median(us)),
        'x wrk': units.length === 0 ? null : rounded(byRound(us, units), 2),
        'ops/s': Math.round(perSecond),
        ...(late.length === 0
          ? {}
          : {
              'late p50 us': median(late.map(({ lateP50Us }) => lateP50Us)),
              'late p99 us': median(late.map(({ lateP99Us }) => lateP99Us)),
            }),
      },
    };
  });
  const without = missing.length === 0 ? '' : `; not installed: ${missing.join(', ')}`;
  return { title: `GetItem of 1 KB from ${server.what}, ${inFlight} in flight${without}`, lines, raw };
}

/** How precisely operations start that do nothing. */
async function dispatch({ seconds, rounds }: Amount): Promise<Result> {
  const raw: (DispatchCost & DispatchOrder)[] = [];
  for (const perSecond of [1, 100, 1_000, 10_000]) {
    for (let round = 0; round < rounds; round++) {
      const order = { perSecond, seconds: perSecond === 1 ? Math.max(10, seconds) : seconds };
      raw.push({ ...order, ...(await inOwnProcess<DispatchCost>('dispatch', order, onCores(clientCore))) });
    }
  }
  const rates = [...new Set(raw.map(({ perSecond }) => perSecond))];
  const lines = rates.map((rate) => {
    const of = (figure: (cost: DispatchCost) => number): number =>
      median(raw.filter(({ perSecond }) => perSecond === rate).map(figure));
    return {
      name: `${rate}/s`,
      figures: {
        'late p50 us': of(({ lateP50Us }) => lateP50Us),
        'late p99 us': of(({ lateP99Us }) => lateP99Us),
        'late max us': of(({ lateMaxUs }) => lateMaxUs),
        'CPU %': rounded(100 * of(({ cpuRatio }) => cpuRatio)),
        'of which spun %': rounded(100 * of(({ spunRatio }) => spunRatio)),
      },
    };
  });
  return { title: 'Dispatch precision (goal: p50 100 us, p99 1,000 us)', lines, raw };
}

/**
 * One worker on one core, and two on two, with as many processes of the server on the same cores: so that two workers
 * have twice of everything that one has, also where there are no cores beside theirs. wrk beside them shows what the
 * machine itself makes of two cores.
 */
async function workers({ seconds, rounds }: Amount): Promise<Result> {
  const title =
    'Workers, each with a core that it shares with a server process (goal: 1.8 x one, where the machine gives it)';
  if (!(has('nginx') && has('wrk') && pinnable)) {
    return { title: `${title}: needs nginx, wrk, taskset and two cores`, lines: [], raw: null };
  }
  const counts = [1, 2] as const;
  const raw: Record<'wrk' | 'pipeline', Record<1 | 2, (ClientCost | LoadCost)[]>> = {
    wrk: { 1: [], 2: [] },
    pipeline: { 1: [], 2: [] },
  };
  for (let round = 0; round < rounds; round++) {
    for (const count of counts) {
      const cores = [clientCore, serverCore].slice(0, count);
      const server = await startCannedServer(cores);
      try {
        const order = { seconds, workers: count, inFlight: inFlight * count };
        raw.wrk[count].push(await wrk.run(server.url, order.inFlight, seconds, cores));
        raw.pipeline[count].push(await load(placeAt(server.url), order, cores));
      } finally {
        await server.stop();
      }
    }
  }
  const lines = Object.entries(raw).flatMap(([what, costs]) =>
    counts.map((count) => ({
      name:
        what === 'wrk' ? `wrk, ${count} thread${count === 1 ? '' : 's'}` : `${count} worker${count === 1 ? '' : 's'}`,
      figures: {
        'ops/s': Math.round(median(costs[count].map(perSecondOf))),
        'CPU us/op': rounded(median(costs[count].map(({ cpuUs, operations }) => cpuUs / operations))),
        'x one': rounded(byRound(costs[count].map(perSecondOf), costs[1].map(perSecondOf)), 2),
      },
    })),
  );
  return { title, lines, raw };
}

const perSecondOf = ({ operations, elapsedMs }: ClientCost | LoadCost): number => (operations * 1000) / elapsedMs;

/** Reads by primary key, beside pgbench. */
async function postgres({ seconds, rounds }: Amount): Promise<Result> {
  const title = `PostgreSQL reads by primary key, ${inFlight} connections (goal: 85 % of pgbench at 2.5 x its CPU)`;
  if (!has('pgbench')) return { title: `${title}: pgbench is not installed`, lines: [], raw: null };
  const server = await startBenchPostgres();
  const raw: { pgbench: { perSecond: number; cpuUs: number }[]; pipeline: LoadCost[] } = { pgbench: [], pipeline: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      raw.pgbench.push(await server.pgbench(inFlight, seconds));
      raw.pipeline.push(await load(server.place, { seconds, pattern: 'account' }, [clientCore]));
    }
  } finally {
    await server.stop();
  }
  const pgbench = {
    perSecond: raw.pgbench.map(({ perSecond }) => perSecond),
    cpuUs: raw.pgbench.map(({ cpuUs }) => cpuUs),
  };
  const ours = {
    perSecond: raw.pipeline.map(perSecondOf),
    cpuUs: raw.pipeline.map(({ operations, cpuUs }) => cpuUs / operations),
  };
  const lines = Object.entries({ 'pgbench -S -M prepared': pgbench, 'whole pipeline, closed': ours }).map(
    ([name, { perSecond, cpuUs }]) => ({
      name,
      figures: {
        'reads/s': Math.round(median(perSecond)),
        'of pgbench %': Math.round(100 * byRound(perSecond, pgbench.perSecond)),
        'CPU us/op': rounded(median(cpuUs)),
        'x pgbench': rounded(byRound(cpuUs, pgbench.cpuUs), 2),
      },
    }),
  );
  return { title, lines, raw };
}

/** 5,000/s for minutes, with every response time kept beside the histograms. */
async function long({ minutes }: Amount): Promise<Result> {
  const server = await startCannedServer();
  try {
    const order: LongOrder = { url: server.url, perSecond: 5_000, seconds: Math.round(minutes * 60) };
    const cost = await inOwnProcess<LongCost>('long', order, onCores(clientCore));
    const mb = (bytes: number | undefined): number | null => (bytes === undefined ? null : Math.round(bytes / 2 ** 20));
    const lines: Line[] = [
      {
        name: `${order.seconds} s at 5,000/s`,
        figures: {
          scheduled: cost.scheduled,
          completed: cost.completed,
          'CPU us/op': rounded(cost.cpuUsPerOperation),
          'MB after a minute': mb(cost.rssBytes[0]),
          'MB at the end': mb(cost.rssBytes.at(-1)),
          'late p50 us, first minute': cost.lateP50Us[0] ?? null,
          'late p50 us, last minute': cost.lateP50Us.at(-1) ?? null,
          'percentiles equal to the raw values': cost.equal,
        },
      },
      ...cost.percentiles.map(({ p, us, rawUs }) => ({
        name: `p(${p})`,
        figures: { 'histogram us': us, 'raw us': rawUs },
      })),
    ];
    return { title: 'A long run', lines, raw: cost };
  } finally {
    await server.stop();
  }
}

/** findmax on queues whose capacity is known, through the command line. */
async function findmax(): Promise<Result> {
  const raw: FoundRate[] = await findKnownCapacities();
  const lines = raw.map(({ workers: count, serviceMs, capacity, state, perSecond, windows, seconds }) => ({
    name: `${count} x ${serviceMs} ms`,
    figures: {
      'capacity/s': rounded(capacity),
      'answer/s': perSecond,
      state,
      'off %': perSecond === null ? null : rounded(100 * (perSecond / capacity - 1)),
      windows,
      seconds: Math.round(seconds),
    },
  }));
  return { title: 'findmax on a queue of known capacity (goal: within 5 %, five of five)', lines, raw };
}

/** What `--only` may name; without it all but the long run and the searches are measured. */
export const sections = { steps, pipeline, dispatch, workers, postgres, long, findmax } as const;
