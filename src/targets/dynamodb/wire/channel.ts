import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import type { Failure } from '../connection.ts';
import type { Endpoint } from '../endpoint.ts';
import { broken, malformed, socketErrorText } from '../failure.ts';
import { ResponseReader } from './response-reader.ts';

/** Bytes read at a time; most answers come in one go. */
const bufferBytes = 16 * 1024;

/** A server that says it keeps an idle connection so long is not tried in its last second. */
const beforeIdleEndMs = 1_000;

/** One request on its way, and who is told what became of it. */
export interface Errand {
  /** Head and body. */
  readonly text: string;
  readonly encoding: 'latin1' | 'utf8';
  readonly deadlineMs: number;
  /** It has been handed to the socket. */
  sent(): void;
  answered(response: ResponseReader): void;
  failed(failure: Failure): void;
}

/** Who has opened a channel. */
export interface ChannelOwner {
  opened(channel: Channel): void;
  /** Its answer is here, and it can take another request. */
  freed(channel: Channel): void;
  /** Once, at its end. `failure`: why it closed by itself; `null` where it was abandoned. */
  closed(channel: Channel, failure: Failure | null): void;
}

export interface ChannelOptions {
  readonly endpoint: Endpoint;
  /** Certificate authorities to trust instead of the system's, in PEM. */
  readonly ca?: string | undefined;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
}

/** A kept-alive connection that carries one request at a time, straight over a socket. */
export class Channel {
  /** When what it does has to be done; Infinity while it is idle. */
  deadlineMs = Number.POSITIVE_INFINITY;
  readonly #owner: ChannelOwner;
  readonly #clock: () => number;
  readonly #socket: Socket;
  readonly #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  readonly #reader = new ResponseReader();
  #errand: Errand | null = null;
  #error: Error | null = null;
  #abandoned = false;
  /** When the server may give it up for being idle. */
  #idleUntilMs = Number.POSITIVE_INFINITY;

  constructor({ endpoint, ca, clock }: ChannelOptions, owner: ChannelOwner) {
    this.#owner = owner;
    this.#clock = clock;
    const { hostname: host, port } = endpoint;
    const onread = { buffer: this.#buffer, callback: this.#onBytes };
    const options = { host, port, noDelay: true, onread };
    this.#socket = endpoint.secure
      ? connectSecure({ ...options, servername: host, ...(ca === undefined ? {} : { ca }) })
      : connectPlain(options);
    this.#socket.on(endpoint.secure ? 'secureConnect' : 'connect', this.#onOpen);
    this.#socket.on('end', this.#onEnd);
    this.#socket.on('error', this.#onError);
    this.#socket.on('close', this.#onClose);
  }

  /** Whether it can be trusted to be still there. */
  get fresh(): boolean {
    return this.#idleUntilMs === Number.POSITIVE_INFINITY || this.#clock() < this.#idleUntilMs;
  }

  carry(errand: Errand): void {
    this.#errand = errand;
    this.deadlineMs = errand.deadlineMs;
    this.#reader.reset();
    this.#socket.write(errand.text, errand.encoding);
    errand.sent();
  }

  /** Gives it up; the errand it carries fails so. */
  abandon(failure: Failure): void {
    const errand = this.#errand;
    this.#errand = null;
    this.#abandoned = true;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    this.#socket.destroy();
    errand?.failed(failure);
  }

  readonly #onOpen = (): void => {
    this.#owner.opened(this);
  };

  readonly #onBytes = (length: number): boolean => {
    const errand = this.#errand;
    // Bytes that nobody asked for.
    if (errand === null) this.#socket.destroy();
    else if (this.#reader.take(this.#buffer, length) !== 'more') this.#finish(errand);
    return true;
  };

  /** The answer has come, or what came is none. */
  #finish(errand: Errand): void {
    const reader = this.#reader;
    this.#errand = null;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    if (reader.reason === '') errand.answered(reader);
    else errand.failed(malformed(reader.reason));
    if (!reader.reusable) {
      this.#socket.destroy();
      return;
    }
    const { idleMs } = reader.head;
    if (idleMs !== null) this.#idleUntilMs = this.#clock() + idleMs - beforeIdleEndMs;
    this.#owner.freed(this);
  }

  readonly #onEnd = (): void => {
    const errand = this.#errand;
    if (errand !== null && this.#reader.begun) {
      this.#reader.end();
      this.#finish(errand);
    }
    this.#socket.destroy();
  };

  readonly #onError = (error: Error): void => {
    this.#error = error;
  };

  readonly #onClose = (): void => {
    const failure = broken(this.#error === null ? 'the server closed the connection' : socketErrorText(this.#error));
    const errand = this.#errand;
    this.#errand = null;
    errand?.failed(failure);
    this.#owner.closed(this, this.#abandoned ? null : failure);
  };
}
