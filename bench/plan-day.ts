// How long a day of about two million operations (10,000 DAU of the bundled workload) takes through the limits in virtual
// time, from a saved run, built by tsconfig.bench.json: `node dist/bench/plan-day.js [RUN] [DIR]`.

import { planBasis } from '../src/plan/basis.ts';
import { defaultPlanOptions } from '../src/plan/default-plan.ts';
import { heatPlan } from '../src/plan/heat-plan.ts';
import { inMode } from '../src/plan/month-plan.ts';
import { makePlan } from '../src/plan/plan.ts';
import { readRun } from '../src/runs/read-run.ts';
import { workloadOrBundled } from '../src/workload/load-workload.ts';

const [, , run = 'latest', out = 'runs'] = process.argv;
const { record } = await readRun(run, out);
const basis = await planBasis(await workloadOrBundled(undefined), record);
const planFromMs = performance.now();
const made = makePlan(basis, { ...defaultPlanOptions, dau: [10_000] });
const planMs = performance.now() - planFromMs;
const month = made.ok ? made.value.at[0] : undefined;
const designed = month === undefined ? undefined : inMode(month.dynamodb, 'as designed');
if (month === undefined || designed === undefined) throw new Error('the month could not be planned');
const dayFromMs = performance.now();
const cpu = process.cpuUsage();
const { day } = heatPlan(basis, month.demand, month.units, designed.parts, defaultPlanOptions.pricing.assumptions);
const dayMs = performance.now() - dayFromMs;
const { user, system } = process.cpuUsage(cpu);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
console.log(
  `${day.operations.toLocaleString('en-US')} operations, ${day.throttledOperations.toLocaleString('en-US')} throttled`,
);
console.log(`the simulated day: ${seconds(dayMs)} (${seconds((user + system) / 1000)} of processor)`);
console.log(`the whole plan of 10,000 DAU, the day included: ${seconds(planMs)}`);
