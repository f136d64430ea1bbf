import { describe, expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.ts';

describe('cacheFolder', () => {
  it.each([
    ['its own variable before all', { PATTERNBENCH_CACHE: '/p', XDG_CACHE_HOME: '/x' }, 'linux', '/p'],
    ['the XDG folder', { XDG_CACHE_HOME: '/x' }, 'linux', '/x/patternbench'],
    ['the XDG folder on a Mac too', { XDG_CACHE_HOME: '/x' }, 'darwin', '/x/patternbench'],
    ['not a relative XDG folder', { XDG_CACHE_HOME: 'x' }, 'linux', '/home/u/.cache/patternbench'],
    ['not an empty variable', { PATTERNBENCH_CACHE: '', XDG_CACHE_HOME: '' }, 'linux', '/home/u/.cache/patternbench'],
    ['the home folder', {}, 'linux', '/home/u/.cache/patternbench'],
    ["a Mac's own place", {}, 'darwin', '/home/u/Library/Caches/patternbench'],
    ["Windows' own place", { LOCALAPPDATA: '/local' }, 'win32', '/local/patternbench'],
  ])('takes %s', (_, env, platform, expected) => {
    expect(cacheFolder({ env, platform, home: '/home/u' })).toBe(expected);
  });
});
