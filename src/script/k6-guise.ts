import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Guise } from '../workload/guise.ts';

/** k6's modules and globals as far as this engine has them, and what to use instead of the others. */
export const k6Guise: Guise = {
  modules: {
    k6: { url: beside('k6'), names: ['check', 'fail', 'group', 'sleep', 'default'] },
    'k6/metrics': { url: beside('k6-metrics'), names: ['Counter', 'Gauge', 'Rate', 'Trend', 'default'] },
    'k6/execution': { url: beside('k6-execution'), names: ['instance', 'scenario', 'test', 'vu', 'default'] },
    'k6/data': { url: beside('k6-data'), names: ['SharedArray', 'default'] },
    // Types only.
    'k6/options': { url: '', names: [] },
  },
  insteadOf,
  globals: { url: beside('globals'), members: { __ENV: 'env', __VU: 'vu', __ITER: 'iteration' } },
  refusedGlobals: { open: "an import of the file, or node:fs's readFileSync: a script is loaded by Node here" },
};

const pattern = "pattern(id) of 'patternbench/scenario': requests go through the engines' own clients";

const instead: readonly (readonly [RegExp, string])[] = [
  [/^k6\/(http|ws|websockets|net\/grpc|x\/.*|experimental\/.*)$/, pattern],
  [/^k6\/browser/, 'nothing: there is no browser here, k6 itself has one'],
  [/^k6\/html$/, 'nothing: there are no web pages here'],
  [/^k6\/crypto$/, "Node's own node:crypto"],
  [/^k6\/encoding$/, "Node's own Buffer"],
  [/^k6\/timers$/, 'nothing: setTimeout and setInterval are global'],
  [/^k6\/secrets$/, '__ENV, given by -e NAME=VALUE or the environment'],
  [/^k6(\/.*)?$/, 'one of k6, k6/metrics, k6/execution, k6/data'],
  [/^https?:/, 'a file beside the script, or a package that is installed'],
];

function insteadOf(specifier: string): string | null {
  return instead.find(([form]) => form.test(specifier))?.[1] ?? null;
}

/** A module of this folder, as it stands: compiled or not. */
function beside(name: string): string {
  return new URL(`./${name}${extname(fileURLToPath(import.meta.url))}`, import.meta.url).href;
}
