import { EnvironmentError } from '../../engines/environment-error.ts';
import { type Endpoint, isLoopback } from './endpoint.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Gives credentials, new ones where the last are about to expire: AWS's default provider chain is one. */
export type CredentialChain = () => Promise<Credentials>;

/** No engine on loopback looks at who signs; DynamoDB Local wants letters and digits. */
const madeUp: Credentials = { accessKeyId: 'patternbench', secretAccessKey: 'patternbench' };

/** As the SDK has it. */
const renewedBeforeMs = 5 * 60_000;
const renewedAgainAfterMs = 10_000;

/** The credentials of a run. `current` never waits: new ones are fetched while the old are still good. */
export class CredentialSource {
  readonly #chain: CredentialChain;
  readonly #now: () => number;
  #current: Credentials;
  #triedMs = Number.NEGATIVE_INFINITY;

  constructor(first: Credentials, chain: CredentialChain, now: () => number = Date.now) {
    this.#current = first;
    this.#chain = chain;
    this.#now = now;
  }

  current(): Credentials {
    const { expiration } = this.#current;
    if (expiration !== undefined) this.#renew(expiration.getTime());
    return this.#current;
  }

  #renew(expiresMs: number): void {
    const nowMs = this.#now();
    if (nowMs < expiresMs - renewedBeforeMs || nowMs < this.#triedMs + renewedAgainAfterMs) return;
    this.#triedMs = nowMs;
    this.#chain().then(
      (renewed) => {
        this.#current = renewed;
      },
      // The old ones are used until DynamoDB refuses them, which is then what is told.
      () => {},
    );
  }
}

/**
 * Finds the credentials for an endpoint by AWS's default provider chain. On loopback made-up ones do where there are none.
 * @throws {EnvironmentError} where there are none for an endpoint elsewhere
 */
export async function findCredentials(
  endpoint: Endpoint,
  chain: CredentialChain | null = null,
  now: () => number = Date.now,
): Promise<CredentialSource> {
  const local = isLoopback(endpoint);
  const asked = chain ?? (await defaultChain(local));
  try {
    return new CredentialSource(await asked(), asked, now);
  } catch (cause) {
    if (local) return new CredentialSource(madeUp, asked, now);
    throw new EnvironmentError(
      `no AWS credentials were found (${cause instanceof Error ? cause.message : 'the provider chain failed'})`,
      'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with `aws sso login`.',
      { cause },
    );
  }
}

/** Its last link asks EC2's metadata service, and waits a second for it, twice: too long for an engine on loopback. */
async function defaultChain(local: boolean): Promise<CredentialChain> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider(local ? { timeout: 100, maxRetries: 0 } : {});
}
