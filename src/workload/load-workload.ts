import { bundledWorkload } from './bundled-workload.ts';
import { BadInput, quoted } from './problem.ts';
import { importUserModule } from './user-module.ts';
import { isWorkload, type Workload } from './workload.ts';

/** The workload of `--workload FILE`, or the bundled one where none is named. */
export function workloadOrBundled(file: string | null | undefined): Promise<Workload> {
  return file === undefined || file === null ? bundledWorkload() : loadWorkload(file);
}

/**
 * The workload of a file: its default export must come from `defineWorkload`.
 * @throws {BadInput} where it cannot be read, compiled or used.
 */
export async function loadWorkload(file: string): Promise<Workload> {
  return workloadOf(await importUserModule(file), file);
}

function workloadOf(module: Record<string, unknown>, file: string): Workload {
  const found = module.default;
  if (isWorkload(found)) return found;
  throw new BadInput([
    {
      place: file,
      found: 'default' in module ? `the default export ${quoted(found)}` : 'no default export',
      expected: 'export default defineWorkload({ … })',
    },
  ]);
}
