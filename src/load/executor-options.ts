import type { FieldReader } from './executor-fields.ts';
import type { Executor, House } from './scenario.ts';

/** The fields of each executor, beside those that all have. */
export const executorFields: Readonly<Record<Executor['executor'], readonly string[]>> = {
  'constant-vus': ['vus', 'duration'],
  'ramping-vus': ['startVUs', 'stages', 'gracefulRampDown'],
  'constant-arrival-rate': ['rate', 'timeUnit', 'duration', 'preAllocatedVUs', 'maxVUs'],
  'ramping-arrival-rate': ['startRate', 'timeUnit', 'stages', 'preAllocatedVUs', 'maxVUs'],
  'shared-iterations': ['vus', 'iterations', 'maxDuration'],
  'per-vu-iterations': ['vus', 'iterations', 'maxDuration'],
};

/** What `ext.patternbench` says of a scenario, as far as it does. */
export type HouseRules = Partial<House>;

const second = 1000;

/** Reads an executor's own fields; k6's names, defaults and rules. */
export function readExecutor(executor: Executor['executor'], fields: FieldReader, rules: HouseRules): Executor {
  switch (executor) {
    case 'constant-vus':
      return { executor, vus: vus(fields), durationMs: duration(fields) };
    case 'ramping-vus':
      return rampingVus(fields);
    case 'constant-arrival-rate':
      return {
        executor,
        rate: fields.whole('rate', {
          least: 1,
          unspecified: "the iteration rate isn't specified",
          tooSmall: 'the iteration rate must be more than 0',
        }),
        timeUnitMs: timeUnit(fields),
        durationMs: duration(fields),
        house: house(fields, rules),
      };
    case 'ramping-arrival-rate':
      return {
        executor,
        startRate: fields.whole('startRate', {
          least: 0,
          fallback: 0,
          tooSmall: "the startRate value can't be negative",
        }),
        timeUnitMs: timeUnit(fields),
        stages: fields.stages('stages'),
        house: house(fields, rules),
      };
    case 'shared-iterations':
    case 'per-vu-iterations':
      return iterations(executor, fields);
  }
}

function vus(fields: FieldReader): number {
  return fields.whole('vus', { least: 1, fallback: 1, tooSmall: 'the number of VUs must be more than 0' });
}

function duration(fields: FieldReader): number {
  return fields.durationMs('duration', {
    least: second,
    unspecified: 'the duration is unspecified',
    tooSmall: 'the duration must be at least 1s',
  });
}

function timeUnit(fields: FieldReader): number {
  return fields.durationMs('timeUnit', {
    least: 0,
    above: true,
    fallback: second,
    tooSmall: 'the timeUnit must be more than 0',
  });
}

function rampingVus(fields: FieldReader): Executor {
  const startVUs = fields.whole('startVUs', {
    least: 0,
    fallback: 1,
    tooSmall: "the number of start VUs can't be negative",
  });
  const stages = fields.stages('stages');
  if (startVUs === 0 && stages.every(({ target }) => target === 0)) {
    fields.conflict('startVUs', "more (either startVUs or one of the stages' target values must be greater than 0)");
  }
  const gracefulRampDownMs = fields.durationMs('gracefulRampDown', {
    least: 0,
    fallback: 30 * second,
    tooSmall: "the gracefulRampDown timeout can't be negative",
  });
  return { executor: 'ramping-vus', startVUs, stages, gracefulRampDownMs };
}

function iterations(executor: 'shared-iterations' | 'per-vu-iterations', fields: FieldReader): Executor {
  const users = vus(fields);
  const count = fields.whole('iterations', {
    least: 1,
    fallback: 1,
    tooSmall: 'the number of iterations must be more than 0',
  });
  if (executor === 'shared-iterations' && count < users) {
    fields.conflict(
      'iterations',
      `as many as vus (the number of iterations (${count}) can't be less than the number of VUs (${users}))`,
    );
  }
  const maxDurationMs = fields.durationMs('maxDuration', {
    least: second,
    fallback: 600 * second,
    tooSmall: 'the maxDuration must be at least 1s',
  });
  return { executor, vus: users, iterations: count, maxDurationMs };
}

/** k6's VU limits are our cap on what is in flight; it is all there from the start, so preAllocatedVUs only is its default. */
function house(fields: FieldReader, rules: HouseRules): House {
  const preAllocated = fields.whole('preAllocatedVUs', {
    least: 0,
    unspecified: "the number of preAllocatedVUs isn't specified",
    tooSmall: "the number of preAllocatedVUs can't be negative",
  });
  const maxVUs = fields.whole('maxVUs', {
    least: 0,
    fallback: preAllocated,
    tooSmall: "the number of maxVUs can't be negative",
  });
  if (maxVUs < preAllocated)
    fields.conflict('maxVUs', `${preAllocated} or more (maxVUs can't be less than preAllocatedVUs)`);
  else if (maxVUs === 0) fields.conflict('maxVUs', 'at least 1: with none nothing could start');
  return {
    arrivals: rules.arrivals ?? 'even',
    randomSeed: rules.randomSeed ?? 1,
    maxInFlight: rules.maxInFlight ?? maxVUs,
    maxWaitMs: rules.maxWaitMs ?? 10 * second,
  };
}
