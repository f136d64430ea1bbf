import { OperationFailed } from '../../workload/operation-failed.ts';

/** What a pool needs of a connection. */
export interface Pooled {
  /** It is not given out again. */
  readonly broken: boolean;
  close(): Promise<void>;
}

interface Waiter<Connection> {
  readonly take: (connection: Connection) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Up to `size` connections, opened when first needed. Whoever comes when all are taken waits in line, first come first
 * served; the connection that was used last is used next.
 */
export class Pool<Connection extends Pooled> {
  readonly #open: () => Promise<Connection>;
  readonly #size: number;
  readonly #idle: Connection[] = [];
  readonly #waiters = new Set<Waiter<Connection>>();
  /** Open and not broken, or being opened. */
  #held = 0;
  #closed = false;

  constructor(open: () => Promise<Connection>, size: number) {
    this.#open = open;
    this.#size = size;
  }

  /** One that is idle, at once; `null` where there is none. */
  take(): Connection | null {
    for (;;) {
      const connection = this.#idle.pop();
      if (connection === undefined) return null;
      if (!connection.broken) return connection;
      this.#discard(connection);
    }
  }

  /** @throws {OperationFailed} where none is free in time, or none can be opened. */
  acquire(timeoutMs: number): Promise<Connection> {
    if (this.#closed) return Promise.reject(closedPool());
    const idle = this.take();
    if (idle !== null) return Promise.resolve(idle);
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter<Connection> = {
        take: (connection) => {
          settle();
          resolve(connection);
        },
        fail: (error) => {
          settle();
          reject(error);
        },
      };
      const timer = setTimeout(
        () =>
          waiter.fail(
            new OperationFailed('timeout', null, `no connection was free within ${Math.round(timeoutMs)} ms`),
          ),
        timeoutMs,
      );
      this.#waiters.add(waiter);
      this.#grow();
    });
  }

  release(connection: Connection): void {
    if (connection.broken || this.#closed) {
      this.#discard(connection);
      return;
    }
    const [waiter] = this.#waiters;
    if (waiter === undefined) this.#idle.push(connection);
    else waiter.take(connection);
  }

  /** Opens all of them. Rejects with the first failure; what was opened stays open. */
  async warm(): Promise<void> {
    const missing = this.#size - this.#held;
    this.#held += missing;
    const opened = await Promise.allSettled(Array.from({ length: missing }, () => this.#open()));
    for (const result of opened) {
      if (result.status === 'fulfilled') this.release(result.value);
      else this.#held--;
    }
    for (const result of opened) if (result.status === 'rejected') throw result.reason;
  }

  /** Closes the idle ones now, and those in use when they are released. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiter of [...this.#waiters]) waiter.fail(closedPool());
    await Promise.all(this.#idle.splice(0).map((connection) => connection.close()));
  }

  /** Opens one more for those who wait. A failure is told to the one who has waited longest. */
  #grow(): void {
    if (this.#closed || this.#held >= this.#size) return;
    this.#held++;
    this.#open().then(
      (connection) => this.release(connection),
      (error) => {
        this.#held--;
        const [waiter] = this.#waiters;
        waiter?.fail(error);
        if (this.#waiters.size > 0) this.#grow();
      },
    );
  }

  #discard(connection: Connection): void {
    this.#held--;
    connection.close().catch(() => {});
    if (this.#waiters.size > 0) this.#grow();
  }
}

function closedPool(): OperationFailed {
  return new OperationFailed('connection', null, 'the connections were closed');
}
