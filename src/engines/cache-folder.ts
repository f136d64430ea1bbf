import { join, resolve } from 'node:path';

/** What decides where the cache folder is: the environment's variables, the platform's name and the home folder. */
export interface CacheFolderSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform`. */
  readonly platform: string;
  readonly home: string;
}

/**
 * The tool's cache folder, absolute: `$PATTERNBENCH_CACHE`, else `$XDG_CACHE_HOME/patternbench`, else the platform's own place.
 * An empty variable counts as unset; a relative `XDG_CACHE_HOME` is ignored, as the XDG specification asks.
 */
export function cacheFolder(source: CacheFolderSource): string {
  return resolve(chosenFolder(source));
}

function chosenFolder({ env, platform, home }: CacheFolderSource): string {
  if (env.PATTERNBENCH_CACHE) return env.PATTERNBENCH_CACHE;
  if (env.XDG_CACHE_HOME?.startsWith('/')) return join(env.XDG_CACHE_HOME, 'patternbench');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'patternbench');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'patternbench');
  return join(home, '.cache', 'patternbench');
}
