import { existsSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput } from './problem.ts';
import { isWorkload, type Workload } from './workload.ts';

const scenarios = new URL('../../scenarios/', import.meta.url);

/** Where the package's own workload is defined: the folder of `scenarios` that holds a `workload` file. */
export function bundledWorkloadFile(): URL {
  const extension = extname(fileURLToPath(import.meta.url));
  for (const folder of readdirSync(scenarios)) {
    const file = new URL(`${folder}/workload${extension}`, scenarios);
    if (existsSync(file)) return file;
  }
  throw new BadInput([{ place: '--workload', found: 'no bundled workload', expected: 'a file that defines one' }]);
}

/** The workload that the package ships. It is user code: it imports the package by its public names. */
export async function bundledWorkload(): Promise<Workload> {
  const module = (await import(bundledWorkloadFile().href)) as { default: unknown };
  if (isWorkload(module.default)) return module.default;
  throw new TypeError('the bundled workload does not export one by default');
}
