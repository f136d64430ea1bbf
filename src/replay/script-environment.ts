import type { Replay } from './order.ts';

/** What a script may read as `__ENV`: the process's own environment, and over it what `-e` gave. */
export function environmentOf({ scriptEnv }: Pick<Replay, 'scriptEnv'>): Readonly<Record<string, string>> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...scriptEnv };
}
