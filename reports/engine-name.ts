import type { TargetRecord } from '../src/runs/run-record.ts';

/** How engines call themselves, by the first word of a provenance; an engine that is not here is shown as it is. */
const products: Readonly<Record<string, string>> = {
  postgresql: 'PostgreSQL',
  'dynamodb-local': 'DynamoDB Local',
  dynalite: 'dynalite',
  aws: 'DynamoDB',
};

/** `DynamoDB Local 3.3.1` of `dynamodb-local 3.3.1`. */
export function engineName({ provenance }: Pick<TargetRecord, 'provenance'>): string {
  return provenance.split(between).map(oneName).join(between);
}

/** A migration's provenance names the engine that it comes from and the one that it goes to. */
const between = ' → ';

function oneName(provenance: string): string {
  const [first = '', ...rest] = provenance.split(' ');
  return [Object.hasOwn(products, first) ? products[first] : first, ...rest].join(' ');
}

const services: Readonly<Record<string, { readonly name: string; readonly short: string }>> = {
  postgres: { name: 'PostgreSQL', short: 'PG' },
  dynamodb: { name: 'DynamoDB', short: 'DDB' },
  // What it goes to is what its figures are asked about.
  migration: { name: 'DynamoDB', short: 'app' },
};

/** The service that a target stands for, whatever engine plays it: `DynamoDB` of `dynamodb`. */
export function serviceName(target: string): string {
  return services[target]?.name ?? target;
}

/** Two or three letters for narrow columns: `DDB`. */
export function shortName(target: string): string {
  return services[target]?.short ?? target;
}
