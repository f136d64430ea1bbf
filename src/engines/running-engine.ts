/** What every way of starting an engine asks. */
export interface EngineOptions {
  /** The tool's cache folder, absolute. */
  readonly cache: string;
  /** Whether the data outlive the engine: the next start with `keep` finds them. Otherwise they go when it stops. */
  readonly keep: boolean;
  /** Leaves the engine running after this process, until `engines stop`; needs `keep`. */
  readonly detached?: boolean;
  /** JAVA_HOME, PATH and the tool's own variables are read from here. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** The servers that this tool starts itself. */
export type EmbeddedProduct = 'postgresql' | 'dynamodb-local' | 'dynalite';

/** An engine that answers: one that was started here, one that `engines start` left running, or one behind a URL. */
export interface RunningEngine {
  readonly kind: 'postgres' | 'dynamodb';
  /** What the server is; `dynamodb-endpoint` for one behind a URL that cannot be told. All but `postgresql` and that are emulators. */
  readonly product: EmbeddedProduct | 'dynamodb-endpoint';
  /** The server's own word for its version: `18.4`, `3.3.1`; empty where it does not tell. */
  readonly version: string;
  /** Where its figures come from, as reports name it: `postgresql 18.4`, `dynamodb-local 3.3.1`, `dynalite 4.0.0`. */
  readonly provenance: string;
  /** The connection string with its password, or the endpoint. Never to be shown or logged: that is `shownUrl`. */
  readonly url: string;
  /** `url` without the password. */
  readonly shownUrl: string;
  /** A sentence that says where the data lie. */
  readonly where: string;
  /** What this engine cannot do or costs, a sentence each. */
  readonly notes: readonly string[];
  /** True where this process did not start it and `stop` leaves it running. */
  readonly shared: boolean;
  /** Aborted, with an `EnvironmentError` as its reason, when the engine dies without having been stopped. */
  readonly died: AbortSignal;
  /** Stops what this process started and waits until it is gone; may be called twice. */
  readonly stop: () => Promise<void>;
}
