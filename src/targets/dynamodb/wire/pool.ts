import type { Failure } from '../connection.ts';
import { broken, timedOut } from '../failure.ts';
import { Channel, type ChannelOptions, type ChannelOwner, type Errand } from './channel.ts';
import { DeadlineTimer } from './deadline-timer.ts';
import { Line } from './line.ts';

/** An errand that may have to wait for a channel. Moments are milliseconds on the pool's clock. */
export interface TimedErrand extends Errand {
  /** Since when it waits. */
  waitingMs: number;
  poolWaitUs: number;
}

export interface PoolOptions extends ChannelOptions {
  /** Requests beyond so many wait in line. */
  readonly maxConnections: number;
}

/**
 * Up to `maxConnections` channels, opened when first needed; the one used last is used next. Requests wait in the order in
 * which they came, and take whichever comes first: a channel that another has done with, or one opened for them. Where a
 * channel cannot be opened, the one who has waited longest is told.
 */
export class Pool implements ChannelOwner {
  readonly #options: PoolOptions;
  readonly #channels = new Set<Channel>();
  readonly #opening = new Set<Channel>();
  readonly #idle: Channel[] = [];
  readonly #waiting = new Line<TimedErrand>();
  readonly #warming = new Map<Channel, (failure: Failure | null) => void>();
  readonly #deadlines: DeadlineTimer;
  /** Set by `close`: resolves when the last channel is gone. */
  #closed: Promise<void> | null = null;
  #onEmpty: (() => void) | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#deadlines = new DeadlineTimer(options.clock, (nowMs) => this.#sweep(nowMs));
  }

  submit(errand: TimedErrand): void {
    if (this.#closed !== null) {
      errand.failed(closing);
      return;
    }
    this.#deadlines.watch(errand.deadlineMs);
    const channel = this.#takeIdle();
    if (channel !== null) {
      channel.carry(errand);
      return;
    }
    errand.waitingMs = this.#options.clock();
    this.#waiting.push(errand);
    this.#grow();
  }

  /** Opens channels until there are so many; gives the first failure. */
  async warm(connections: number, timeoutMs: number): Promise<Failure | null> {
    const deadlineMs = this.#options.clock() + timeoutMs;
    const there = [...this.#channels].filter(({ abandoned }) => !abandoned).length;
    const missing = Math.min(connections, this.#options.maxConnections) - there;
    const opened = Array.from(
      { length: Math.max(0, missing) },
      () => new Promise<Failure | null>((settle) => this.#warming.set(this.#open(deadlineMs), settle)),
    );
    const failures = (await Promise.all(opened)).filter((failure) => failure !== null);
    return failures[0] ?? null;
  }

  /** Ends every channel and whatever is on its way. */
  close(): Promise<void> {
    this.#deadlines.stop();
    this.#closed ??= new Promise((resolve) => {
      this.#onEmpty = resolve;
    });
    for (const errand of this.#waiting.keep(() => false)) errand.failed(closing);
    for (const channel of this.#channels) channel.abandon(closing);
    if (this.#channels.size === 0) this.#onEmpty?.();
    return this.#closed;
  }

  opened(channel: Channel): void {
    this.#opening.delete(channel);
    channel.deadlineMs = Number.POSITIVE_INFINITY;
    this.#warmed(channel, null);
    this.freed(channel);
  }

  freed(channel: Channel): void {
    const errand = this.#waiting.shift();
    if (errand === undefined) {
      this.#idle.push(channel);
      return;
    }
    errand.poolWaitUs = Math.round((this.#options.clock() - errand.waitingMs) * 1_000);
    channel.carry(errand);
  }

  closed(channel: Channel, failure: Failure): void {
    this.#channels.delete(channel);
    const at = this.#idle.indexOf(channel);
    if (at >= 0) this.#idle.splice(at, 1);
    const opened = !this.#opening.delete(channel);
    // One whose time was up has nobody left who waits for it.
    if (!this.#warmed(channel, failure) && !opened && failure.kind !== 'timeout')
      this.#waiting.shift()?.failed(failure);
    if (this.#closed === null) this.#grow();
    else if (this.#channels.size === 0) this.#onEmpty?.();
  }

  #takeIdle(): Channel | null {
    for (;;) {
      const channel = this.#idle.pop();
      if (channel === undefined) return null;
      if (channel.fresh) return channel;
      channel.abandon(closing);
    }
  }

  /** As many are opened as wait, up to the cap. */
  #grow(): void {
    while (this.#opening.size < this.#waiting.length && this.#channels.size < this.#options.maxConnections) {
      this.#open(this.#waiting.last?.deadlineMs ?? 0);
    }
  }

  #open(deadlineMs: number): Channel {
    const channel = new Channel(this.#options, this);
    channel.deadlineMs = deadlineMs;
    this.#deadlines.watch(deadlineMs);
    this.#channels.add(channel);
    this.#opening.add(channel);
    return channel;
  }

  /** Tells who warms that a channel has opened or has not; whether anybody did. */
  #warmed(channel: Channel, failure: Failure | null): boolean {
    const settle = this.#warming.get(channel);
    this.#warming.delete(channel);
    settle?.(failure);
    return settle !== undefined;
  }

  /** Ends what is due; gives the next deadline. */
  #sweep(nowMs: number): number {
    let nextMs = Number.POSITIVE_INFINITY;
    const expired = this.#waiting.keep(({ deadlineMs }) => {
      if (deadlineMs > nowMs) nextMs = Math.min(nextMs, deadlineMs);
      return deadlineMs > nowMs;
    });
    for (const errand of expired) {
      errand.poolWaitUs = Math.round((nowMs - errand.waitingMs) * 1_000);
      errand.failed(timedOut('no connection was free or could be opened in time'));
    }
    for (const channel of this.#channels) {
      if (channel.deadlineMs > nowMs) nextMs = Math.min(nextMs, channel.deadlineMs);
      else channel.abandon(timedOut(this.#opening.has(channel) ? 'no connection in time' : 'no answer in time'));
    }
    return nextMs;
  }
}

const closing = broken('the client is closed');
