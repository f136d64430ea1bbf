import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningEngine } from '../../engines/running-engine.ts';
import { startPostgres } from '../../engines/start-postgres.ts';
import type { AnyPattern } from '../../workload/pattern.ts';
import type { Postgres } from '../../workload/postgres-port.ts';
import type { RetryPolicy } from '../retry-policy.ts';
import type { Executed } from '../target.ts';
import { PostgresConnection } from './connection.ts';
import { PostgresExecutor } from './executor.ts';

let engine: RunningEngine;
let cache: string;
const open: PostgresExecutor[] = [];

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'patternbench-test-'));
  engine = await startPostgres({ cache, keep: false, env: process.env, onProgress: () => {} });
  const connection = await PostgresConnection.open({
    url: engine.url,
    schema: 'public',
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 0,
  });
  await connection.script(
    'create table things (id bigint primary key, tags jsonb, names text[], at timestamptz)',
    5_000,
  );
  await connection.close();
});

afterAll(async () => {
  await Promise.all(open.map((executor) => executor.close()));
  await engine.stop();
  rmSync(cache, { recursive: true, force: true });
});

function executor({
  url = engine.url,
  timeoutMs = 5_000,
  connections = 2,
  retries = null as RetryPolicy | null,
} = {}): PostgresExecutor {
  const made = new PostgresExecutor(
    { kind: 'postgres', url, schema: 'public', provenance: 'test' },
    { timeoutMs, connections, clock: () => performance.now() * 1_000, retries },
  );
  open.push(made);
  return made;
}

/** Runs a program as the one pattern of a workload. */
function run(on: PostgresExecutor, program: (db: Postgres) => Promise<unknown>): Promise<Executed> {
  const pattern = {
    id: 'test',
    postgres: async (db: Postgres) => {
      const value = await program(db);
      return () => value;
    },
  } as unknown as AnyPattern;
  return on.execute(pattern, {});
}

const failed = (executed: Executed): unknown => (executed.outcome.state === 'failed' ? executed.outcome.kind : 'ok');

describe('a program on PostgreSQL', () => {
  it('gives values back as it took them: lists to jsonb and to arrays, times, nothing', async () => {
    const on = executor();
    const row = { id: 1, tags: ['dp', 'graph'], names: ['a', 'b,c'], at: new Date('2026-01-15T12:00:00.123Z') };
    const insert = 'insert into things (id, tags, names, at) values ($1, $2, $3, $4)';
    const wrote = await run(on, (db) => db.query(insert, [row.id, row.tags, row.names, row.at]));
    expect(wrote.outcome).toEqual({ state: 'ok' });
    expect(wrote.cost).toMatchObject({ items: 0, bytes: 0 });
    await run(on, (db) => db.query(insert, [2, null, undefined, null]));
    const read = await run(on, async (db) => (await db.query('select * from things order by id')).rows);
    expect(read.read?.()).toEqual([row, { id: 2, tags: null, names: null, at: null }]);
    expect(read.cost).toMatchObject({ items: 2, evaluated: 2 });
  });

  it('is told how many rows a change changed', async () => {
    const on = executor();
    const counts = await run(on, async (db) => [
      (await db.query('update things set names = null where id = any($1)', [[1, 2, 3]])).count,
      (await db.query('delete from things where id = $1', [99])).count,
      (await db.query('select 1 where false')).count,
    ]);
    expect(counts.read?.()).toEqual([2, 0, 0]);
  });

  it('counts the bytes of the data rows', async () => {
    // A message is its letter, four bytes of length, two of the number of columns; a column four bytes of length and its text.
    const one = await run(executor(), (db) => db.query("select 'abc' as a, null as b"));
    expect(one.cost.bytes).toBe(1 + 4 + 2 + (4 + 3) + 4);
  });

  it('counts every statement as a request, those around a transaction too', async () => {
    const on = executor();
    expect((await run(on, (db) => db.query('select 1'))).cost.requests).toBe(1);
    const three = await run(on, (db) => db.transaction((inside) => inside.query('select 1')));
    expect(three.cost.requests).toBe(3);
  });

  it('fails with the SQLSTATE, and the connection goes on', async () => {
    const on = executor({ connections: 1 });
    const twice = 'insert into things (id) values ($1)';
    await run(on, (db) => db.query(twice, [50]));
    const again = await run(on, (db) => db.query(twice, [50]));
    expect(again.outcome).toMatchObject({ kind: 'server', detail: expect.stringMatching(/^23505: duplicate key/) });
    expect(failed(await run(on, (db) => db.query('selec 1')))).toBe('server');
    expect(failed(await run(on, (db) => db.query('select 1')))).toBe('ok');
  });

  it('may catch the failure that it expects', async () => {
    const caught = await run(executor(), async (db) => {
      try {
        return await db.query('insert into things (id) values (50)');
      } catch (error) {
        return (error as { code: string }).code;
      }
    });
    expect(caught.read?.()).toBe('23505');
  });

  it('has its own bugs told apart from failures', async () => {
    const bug = run(executor(), async () => {
      throw new TypeError('x is not a function');
    });
    await expect(bug).rejects.toMatchObject({
      name: 'ProgramThrew',
      message: expect.stringContaining('pattern test threw TypeError'),
    });
    const value = run(executor(), (db) => db.query('select $1::text', [() => 1]));
    await expect(value).rejects.toMatchObject({ name: 'ProgramThrew' });
  });
});

describe('a transaction', () => {
  it('commits all of it, or nothing', async () => {
    const on = executor({ connections: 1 });
    const insert = 'insert into things (id) values ($1)';
    const broken = await run(on, (db) =>
      db.transaction(async (inside) => {
        await inside.query(insert, [60]);
        await inside.query(insert, [60]);
      }),
    );
    expect(failed(broken)).toBe('server');
    const whole = await run(on, (db) =>
      db.transaction(async (inside) => {
        await Promise.all([inside.query(insert, [61]), inside.query(insert, [62])]);
      }),
    );
    expect(failed(whole)).toBe('ok');
    const there = await run(
      on,
      async (db) => (await db.query('select id from things where id between 60 and 69')).rows,
    );
    expect(there.read?.()).toEqual([{ id: 61 }, { id: 62 }]);
  });

  it('fails where a statement had failed and nobody said so', async () => {
    const swallowed = await run(executor(), (db) =>
      db.transaction(async (inside) => {
        await inside.query('select 1/0').catch(() => {});
      }),
    );
    expect(swallowed.outcome).toMatchObject({ kind: 'server', detail: expect.stringMatching(/^25P02/) });
  });

  it('holds no other', async () => {
    const nested = run(executor(), (db) => db.transaction((inside) => inside.transaction(async () => {})));
    await expect(nested).rejects.toMatchObject({ name: 'ProgramThrew' });
  });
});

describe('an operation that is tried again', () => {
  const retries: RetryPolicy = { attempts: 3, baseMs: 1, capMs: 1, jitter: 'none', attemptTimeoutMs: null };
  const failing = (code: string, times: number) => {
    let tries = 0;
    return async (db: Postgres) => {
      if (tries++ >= times) return 'done';
      return await db.query(`do $$ begin raise exception using errcode = '${code}', message = 'as asked'; end $$`);
    };
  };

  it('is one that a deadlock or a serialization failure undid', async () => {
    const executed = await run(executor({ retries }), failing('40001', 2));
    expect(executed).toMatchObject({ outcome: { state: 'ok' }, cost: { requests: 2 } });
    expect(executed.read?.()).toBe('done');
  });

  it('is given up after the last attempt', async () => {
    const executed = await run(executor({ retries }), failing('40P01', 5));
    expect(executed).toMatchObject({ outcome: { kind: 'server' }, cost: { requests: 3 } });
  });

  it('is none that PostgreSQL refuses, and none at all without a policy', async () => {
    expect(await run(executor({ retries }), failing('23505', 1))).toMatchObject({ outcome: { state: 'failed' } });
    expect(await run(executor(), failing('40001', 1))).toMatchObject({ outcome: { state: 'failed' } });
  });
});

describe('time', () => {
  it('is up where a statement takes too long, and the session lives on', async () => {
    const on = executor({ timeoutMs: 200, connections: 1 });
    const pid = async (): Promise<unknown> =>
      (await run(on, async (db) => (await db.query('select pg_backend_pid() as pid')).rows)).read?.();
    const before = await pid();
    const slow = await run(on, (db) => db.query('select pg_sleep(5)'));
    expect(slow.outcome).toMatchObject({ kind: 'timeout', detail: expect.stringMatching(/^57014/) });
    expect(await pid()).toEqual(before);
  });

  it('is shared by the statements of an operation', async () => {
    const slow = await run(executor({ timeoutMs: 300 }), async (db) => {
      for (let n = 0; n < 4; n++) await db.query('select pg_sleep(0.12)');
    });
    expect(failed(slow)).toBe('timeout');
    expect(slow.cost.requests).toBeLessThanOrEqual(4);
  });

  it('runs while it waits for a connection, which is told apart', async () => {
    const on = executor({ timeoutMs: 300, connections: 1 });
    await on.warm();
    const holds = run(on, (db) => db.query('select pg_sleep(0.15)'));
    const waits = await run(on, (db) => db.query('select 1'));
    await holds;
    expect(failed(waits)).toBe('ok');
    expect(waits.poolWaitUs).toBeGreaterThan(100_000);
    const holdsLong = run(on, (db) => db.query('select pg_sleep(1)'));
    const late = await run(on, (db) => db.query('select 1'));
    expect(late).toMatchObject({ outcome: { kind: 'timeout' }, sentUs: null, cost: { requests: 0 } });
    expect(failed(await holdsLong)).toBe('timeout');
  });
});

describe('a server that', () => {
  it('is not there is a failure of the connection, and of the environment when it is asked to warm', async () => {
    const gone = executor({ url: 'postgresql://me:secret@127.0.0.1:1/db' });
    const executed = await run(gone, (db) => db.query('select 1'));
    expect(executed).toMatchObject({ outcome: { kind: 'connection' }, sentUs: null });
    await expect(gone.warm()).rejects.toMatchObject({
      name: 'EnvironmentError',
      message: expect.not.stringContaining('secret'),
    });
  });

  it('ends a session is a failure of the connection, and the next operation gets a new one', async () => {
    const on = executor({ connections: 1 });
    const killed = await run(on, (db) => db.query('select pg_terminate_backend(pg_backend_pid())'));
    expect(failed(killed)).toBe('connection');
    expect(failed(await run(on, (db) => db.query('select 1')))).toBe('ok');
  });

  it('has no connection left turns work away', async () => {
    const on = executor({ url: await smallRole(), connections: 3 });
    // The role's one connection is taken before the others ask: at once, the server may refuse all three.
    expect(failed(await run(on, (db) => db.query('select 1')))).toBe('ok');
    const results = await Promise.all([1, 2, 3].map(() => run(on, (db) => db.query('select pg_sleep(0.3)'))));
    expect(results.map(failed).sort()).toEqual(['ok', 'throttled', 'throttled']);
  });

  it('never answers is a timeout, within the time and a little', async () => {
    const server = await listen(() => {});
    const fromMs = performance.now();
    const executed = await run(executor({ url: urlOf(server), timeoutMs: 200 }), (db) => db.query('select 1'));
    expect(failed(executed)).toBe('timeout');
    expect(performance.now() - fromMs).toBeLessThan(1_000);
    server.close();
  });

  it('hangs up is a failure of the connection', async () => {
    const server = await listen((socket) => socket.end());
    expect(failed(await run(executor({ url: urlOf(server) }), (db) => db.query('select 1')))).toBe('connection');
    server.close();
  });

  it('answers nonsense is malformed', async () => {
    const server = await listen((socket) => socket.write(Buffer.from([0x01, 0, 0, 0, 4, 0x01, 0, 0, 0, 4])));
    expect(failed(await run(executor({ url: urlOf(server), timeoutMs: 500 }), (db) => db.query('select 1')))).toBe(
      'malformed',
    );
    server.close();
  });
});

/** A login that may hold one connection. */
async function smallRole(): Promise<string> {
  const connection = await PostgresConnection.open({
    url: engine.url,
    schema: 'public',
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 0,
  });
  await connection.script("create role small login password 'small' connection limit 1", 5_000);
  await connection.close();
  const url = new URL(engine.url);
  url.username = 'small';
  url.password = 'small';
  return url.href;
}

function listen(onConnection: (socket: Socket) => void): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    onConnection(socket);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function urlOf(server: Server): string {
  const address = server.address();
  return `postgresql://me:secret@127.0.0.1:${typeof address === 'object' ? address?.port : ''}/db`;
}
