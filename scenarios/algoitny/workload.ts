import { defineWorkload } from 'patternbench';
import { asOf } from '../../seed/algoitny/clock.ts';
import { dynamodb } from '../../seed/algoitny/dynamodb.ts';
import { entities } from '../../seed/algoitny/entities/index.ts';
import { postgres } from '../../seed/algoitny/postgres.ts';
import { claims } from './claims.ts';
import { flows } from './flows/index.ts';
import { patterns } from './patterns/index.ts';
import { traffic } from './traffic.ts';

export default defineWorkload({
  name: 'algoitny',
  title: 'AlgoItny',
  asOf,
  entities,
  dynamodb,
  postgres,
  patterns,
  flows,
  traffic,
  claims,
  scenarios: new URL('.', import.meta.url),
});
