import { connect as connectPlain, isIP, type Socket } from 'node:net';
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
  /** Once, at its end, for whatever reason. */
  closed(channel: Channel, failure: Failure): void;
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
  #abandonedFor: Failure | null = null;
  /** When the server may give it up for being idle. */
  #idleUntilMs = Number.POSITIVE_INFINITY;

  constructor({ endpoint, ca, clock }: ChannelOptions, owner: ChannelOwner) {
    this.#owner = owner;
    this.#clock = clock;
    const { hostname: host, port } = endpoint;
    const onread = { buffer: this.#buffer, callback: this.#onBytes };
    const options = { host, port, noDelay: true, onread };
    this.#socket = endpoint.secure
      ? connectSecure({
          ...options,
          ...(isIP(host) === 0 ? { servername: host } : {}),
          ...(ca === undefined ? {} : { ca }),
        })
      : connectPlain(options);
    this.#socket.on(endpoint.secure ? 'secureConnect' : 'connect', this.#onOpen);
    this.#socket.on('end', this.#onEnd);
    this.#socket.on('error', this.#onError);
    this.#socket.on('close', this.#onClose);
  }

  /** Whether it can be trusted to be still there. */
  get fresh(): boolean {
    if (this.#abandonedFor !== null) return false;
    return this.#idleUntilMs === Number.POSITIVE_INFINITY || this.#clock() < this.#idleUntilMs;
  }

  /** Whether it was given up on purpose; it is closed soon. */
  get abandoned(): boolean {
    return this.#abandonedFor !== null;
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
    this.#abandonedFor = failure;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    this.#socket.destroy();
    errand?.failed(failure);
  }

  readonly #onOpen = (): void => {
    this.#owner.opened(this);
  };

  readonly #onBytes = (length: number): boolean => {
    const errand = this.#errand;
    if (errand === null) this.abandon(broken('the server sent something that nobody asked for'));
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
    this.abandon(broken('the server closed the connection'));
  };

  readonly #onError = (error: Error): void => {
    this.#error = error;
  };

  readonly #onClose = (): void => {
    const failure = this.#abandonedFor ?? broken(this.#error === null ? 'it was closed' : socketErrorText(this.#error));
    const errand = this.#errand;
    this.#errand = null;
    errand?.failed(failure);
    this.#owner.closed(this, failure);
  };
}
