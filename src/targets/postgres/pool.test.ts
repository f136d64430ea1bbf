import { describe, expect, it } from 'vitest';
import { Pool, type Pooled } from './pool.ts';

class Fake implements Pooled {
  broken = false;
  closed = false;

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** Opens fakes, each when the test says so. */
class Opener {
  readonly opened: Fake[] = [];
  readonly #pending: { resolve: (fake: Fake) => void; reject: (error: Error) => void }[] = [];

  readonly open = (): Promise<Fake> => new Promise((resolve, reject) => this.#pending.push({ resolve, reject }));

  get pending(): number {
    return this.#pending.length;
  }

  succeed(): Fake {
    const fake = new Fake();
    this.opened.push(fake);
    this.#pending.shift()?.resolve(fake);
    return fake;
  }

  fail(): void {
    this.#pending.shift()?.reject(new Error('refused'));
  }
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

describe('a pool', () => {
  it('opens no more than it may, and serves first who came first', async () => {
    const opener = new Opener();
    const pool = new Pool(opener.open, 2);
    const served: number[] = [];
    const waiting = [0, 1, 2, 3].map(async (n) => {
      const connection = await pool.acquire(1_000);
      served.push(n);
      return connection;
    });
    expect(opener.pending).toBe(2);
    const first = opener.succeed();
    opener.succeed();
    await turns();
    expect(served).toEqual([0, 1]);
    pool.release(first);
    await turns();
    expect(served).toEqual([0, 1, 2]);
    pool.release(first);
    await Promise.all(waiting);
    expect(served).toEqual([0, 1, 2, 3]);
    expect(opener.opened.length).toBe(2);
  });

  it('gives out first what was used last', async () => {
    const opener = new Opener();
    const pool = new Pool(opener.open, 2);
    const warm = pool.warm();
    const [one, two] = [opener.succeed(), opener.succeed()];
    await warm;
    expect(pool.take()).toBe(two);
    expect(pool.take()).toBe(one);
    expect(pool.take()).toBeNull();
    pool.release(one);
    expect(pool.take()).toBe(one);
  });

  it('lets nobody wait longer than they would', async () => {
    const opener = new Opener();
    const pool = new Pool(opener.open, 1);
    await expect(pool.acquire(5)).rejects.toMatchObject({ kind: 'timeout' });
    const connection = opener.succeed();
    await turns();
    expect(pool.take()).toBe(connection);
  });

  it('tells each who waits of one failure to open, and tries again for the next', async () => {
    const opener = new Opener();
    const pool = new Pool(opener.open, 1);
    const [first, second] = [pool.acquire(1_000), pool.acquire(1_000)];
    opener.fail();
    await expect(first).rejects.toThrow('refused');
    expect(opener.pending).toBe(1);
    const connection = opener.succeed();
    await expect(second).resolves.toBe(connection);
  });

  it('puts a new connection in the place of a broken one, released or idle', async () => {
    const opener = new Opener();
    const pool = new Pool(opener.open, 1);
    const taken = pool.acquire(1_000);
    const first = opener.succeed();
    await taken;
    const waiting = pool.acquire(1_000);
    first.broken = true;
    pool.release(first);
    expect(first.closed).toBe(true);
    const second = opener.succeed();
    await expect(waiting).resolves.toBe(second);
    pool.release(second);
    second.broken = true;
    expect(pool.take()).toBeNull();
    expect(second.closed).toBe(true);
    const again = pool.acquire(1_000);
    const third = opener.succeed();
    await expect(again).resolves.toBe(third);
  });

  it('warms up to its size, and rejects where one cannot be opened', async () => {
    const opener = new Opener();
    const pool = new Pool(opener.open, 3);
    const warm = pool.warm();
    opener.succeed();
    opener.fail();
    opener.succeed();
    await expect(warm).rejects.toThrow('refused');
    expect([pool.take(), pool.take(), pool.take()].filter((one) => one !== null).length).toBe(2);
  });

  it('closes the idle at once and those in use as they come back', async () => {
    const opener = new Opener();
    const pool = new Pool(opener.open, 2);
    const warm = pool.warm();
    const [idle, used] = [opener.succeed(), opener.succeed()];
    await warm;
    pool.take();
    const closing = pool.close();
    expect(idle.closed).toBe(true);
    expect(used.closed).toBe(false);
    pool.release(used);
    expect(used.closed).toBe(true);
    await closing;
    await expect(pool.acquire(10)).rejects.toMatchObject({ kind: 'connection' });
  });
});
