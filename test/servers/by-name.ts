import { canned } from './canned.ts';
import { constantDelay } from './constant-delay.ts';
import { failing } from './failing.ts';
import { flapping } from './flapping.ts';
import { freeze } from './freeze.ts';
import type { KnownServer } from './known-server.ts';
import { nonsense } from './nonsense.ts';
import { reset } from './reset.ts';
import { silent } from './silent.ts';
import { slowRate } from './slow-rate.ts';
import { throttle } from './throttle.ts';

/** The servers that can run in a process of their own, where their CPU is not the client's. */
export const byName = { canned, constantDelay, failing, flapping, freeze, nonsense, reset, silent, slowRate, throttle };

export type ServerName = keyof typeof byName;
export type ServerOptions<Name extends ServerName> = Parameters<(typeof byName)[Name]>[0];

/** Starts a server by its name and its options as JSON. */
export function startByName(name: string, options: unknown): Promise<KnownServer> {
  const start: unknown = byName[name as ServerName];
  if (typeof start !== 'function') throw new Error(`there is no server ${name}: ${Object.keys(byName).join(', ')}`);
  return start(options);
}
