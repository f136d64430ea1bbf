import { holding, readClaim } from './claim.ts';
import { dynaliteFace, findDynalite } from './dynalite-recipe.ts';
import { findCopy } from './dynamodb-local-install.ts';
import { dynamoDbLocalFace } from './dynamodb-local-recipe.ts';
import { EnvironmentError } from './environment-error.ts';
import { findJava } from './java.ts';
import { slotsOf } from './occupy-slot.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { passwordFile } from './postgres-cluster.ts';
import { postgresFace } from './postgres-recipe.ts';
import type { EmbeddedProduct, EngineOptions } from './running-engine.ts';
import { type EngineFace, logFile } from './start-engine.ts';

/** Every server that this tool can start, by what it is called. */
export const faces: readonly EngineFace[] = [postgresFace, dynamoDbLocalFace, dynaliteFace];

/** Whether a server can be started here. */
export interface Installed {
  readonly product: EmbeddedProduct;
  readonly installed: boolean;
  /** Where it is and what runs it, or why it cannot be started. */
  readonly detail: string;
}

/** An engine that runs, or was left running. */
export interface EngineStatus {
  readonly product: EmbeddedProduct;
  readonly version: string;
  /** `shared` until `engines stop`; `in use` by the command whose pid is `owner`; `starting`; `leftover` of one that was killed. */
  readonly state: 'shared' | 'in use' | 'starting' | 'leftover';
  readonly url: string | null;
  readonly port: number | null;
  readonly pid: number | null;
  readonly owner: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly uptimeSeconds: number;
  /** Null where the data are in memory. */
  readonly data: string | null;
  readonly log: string;
  /** Where the password is that `url` leaves out; null where none is needed. */
  readonly passwordFile: string | null;
}

/** What can be started from here. Nothing is installed or started to find out. */
export async function installedEngines(options: Pick<EngineOptions, 'cache' | 'env'>): Promise<readonly Installed[]> {
  return [
    inspect('postgresql', () => {
      const { native, packageVersion } = findPostgresBinaries();
      return `${packageVersion} in ${native}`;
    }),
    await localInstalled(options),
    inspect('dynalite', () => {
      const { module, version } = findDynalite();
      return `${version} in ${module}`;
    }),
  ];
}

/** Every engine of the cache folder that runs now, whoever started it. `nowMs` is the wall clock. */
export function runningEngines(cache: string, nowMs: number): readonly EngineStatus[] {
  return faces.flatMap((face) => slotsOf(cache, face.product).flatMap((slot) => status(face, slot, nowMs) ?? []));
}

function status(face: EngineFace, slot: string, nowMs: number): EngineStatus | null {
  const claim = readClaim(slot);
  if (claim === null) return null;
  const { phase, product, version, port, engine, owner, startedAt, data } = claim.state;
  const held = holding(claim.state);
  if (held === 'free') return null;
  const state = held === 'busy' ? (phase === 'starting' ? 'starting' : 'in use') : held;
  return {
    product,
    version,
    state,
    url: port === null ? null : face.shownUrl(port),
    port,
    pid: engine?.pid ?? null,
    owner: owner.pid,
    startedAt,
    uptimeSeconds: Math.max(0, Math.round((nowMs - Date.parse(startedAt)) / 1_000)),
    data,
    log: logFile(slot),
    passwordFile: product === 'postgresql' ? passwordFile(slot) : null,
  };
}

async function localInstalled(options: Pick<EngineOptions, 'cache' | 'env'>): Promise<Installed> {
  const java = await findJava(options.env);
  return inspect('dynamodb-local', () => {
    const copy = findCopy(options);
    if (!java.found) throw new EnvironmentError(java.why, '');
    if (!copy.found) throw new EnvironmentError(`${copy.why}; the first use or \`engines install\` installs it`, '');
    return `in ${copy.copy.folder}, run by ${java.command} (Java ${java.major})`;
  });
}

function inspect(product: EmbeddedProduct, look: () => string): Installed {
  try {
    return { product, installed: true, detail: look() };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return { product, installed: false, detail: error.message };
  }
}
