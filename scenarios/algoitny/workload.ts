import { defineWorkload } from 'patternbench';
import { asOf } from '../../seed/algoitny/clock.ts';
import { dynamodb } from '../../seed/algoitny/dynamodb.ts';
import { entities } from '../../seed/algoitny/entities/index.ts';
import { postgres } from '../../seed/algoitny/postgres.ts';
import { codeExecution } from './flows.ts';
import { patterns } from './patterns/index.ts';
import { rates, traffic } from './traffic.ts';

export default defineWorkload({
  name: 'algoitny',
  title: 'AlgoItny',
  asOf,
  entities,
  dynamodb,
  postgres,
  patterns,
  flows: [codeExecution],
  traffic: { ...traffic, rates: ratesOf(patterns.map(({ id }) => id)) },
  scenarios: new URL('.', import.meta.url),
});

function ratesOf<Id extends keyof typeof rates>(ids: readonly Id[]): Record<Id, (typeof rates)[Id]> {
  return Object.fromEntries(ids.map((id) => [id, rates[id]])) as Record<Id, (typeof rates)[Id]>;
}
