import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version of this package, from the nearest package.json above this file, be it source or compiled. */
export const version = versionAbove(dirname(fileURLToPath(import.meta.url)));

function versionAbove(folder: string): string {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    const above = dirname(folder);
    return above === folder ? 'unknown' : versionAbove(above);
  }
}
