import { type Stage, stages } from './stage.ts';

/** What a script may read as `__ENV` while it is loaded. */
let environment: Readonly<Record<string, string>> = {};

export function setEnvironment(env: Readonly<Record<string, string>>): void {
  environment = env;
}

/** k6's globals: a script's `__ENV`, `__VU` and `__ITER` are read from here. */
export const globals = {
  get env(): Readonly<Record<string, string>> {
    return stages.getStore()?.env ?? environment;
  },
  get vu(): number {
    return vuOf(stages.getStore())?.id ?? 0;
  },
  get iteration(): number {
    return vuOf(stages.getStore())?.iteration ?? 0;
  },
};

function vuOf(stage: Stage | undefined) {
  return stage?.kind === 'iteration' ? stage.vu : null;
}
