import { Findings, nearest, shown } from './findings.ts';
import { checkDynamoDb, checkPostgres } from './layout-problems.ts';
import { type Problem, quoted } from './problem.ts';

type Plain = Readonly<Record<string, unknown>>;

const members = [
  'name',
  'title',
  'asOf',
  'entities',
  'dynamodb',
  'postgres',
  'patterns',
  'flows',
  'traffic',
  'claims',
  'scenarios',
];
const identifier = { is: /^[A-Za-z0-9][A-Za-z0-9_.-]*$/, says: 'letters, digits, dots, dashes and underscores' };

/** Everything that is wrong with a workload's definition, none where it can be used. */
export function problemsOf(definition: Plain): Problem[] {
  const findings = new Findings();
  findings.known('workload', definition, members);
  findings.text('name', definition.name, {
    is: /^[a-z][a-z0-9-]{0,40}$/,
    says: 'lower-case letters, digits and dashes, such as my-shop',
  });
  findings.text('title', definition.title);
  if (typeof definition.asOf !== 'string' || Number.isNaN(Date.parse(definition.asOf))) {
    findings.add('asOf', shown(definition.asOf), 'a moment such as 2026-01-15T12:00:00.000Z');
  }
  const entities = checkEntities(findings, definition.entities);
  const tables = checkDynamoDb(findings, definition.dynamodb, entities);
  checkPostgres(findings, definition.postgres, entities);
  const patterns = checkPatterns(findings, definition.patterns);
  const flows = checkFlows(findings, definition.flows, patterns);
  checkTraffic(findings, definition.traffic, patterns, flows);
  checkClaims(findings, definition.claims, patterns, tables);
  if (definition.scenarios !== undefined && !(definition.scenarios instanceof URL)) {
    findings.add('scenarios', shown(definition.scenarios), "a URL, such as new URL('.', import.meta.url)");
  }
  return findings.problems;
}

function checkEntities(findings: Findings, value: unknown): string[] {
  const entities = findings.object('entities', value);
  if (entities === null) return [];
  if (Object.keys(entities).length === 0) findings.add('entities', 'none', 'at least one entity');
  for (const [name, member] of Object.entries(entities)) {
    const place = `entities.${name}`;
    const entity = findings.object(place, member);
    if (entity === null) continue;
    if (entity.name !== name) findings.add(`${place}.name`, shown(entity.name), `${quoted(name)}, as it is listed`);
    for (const method of ['count', 'keys', 'rest', 'indexOf']) findings.method(place, entity, method);
  }
  return Object.keys(entities);
}

const objective = {
  is: /^p\(\s*\d{1,2}(\.\d+)?\s*\)\s*<\s*\d+(\.\d+)?(ms|s)$/,
  says: "an objective such as 'p(99) < 50ms', or null",
};

function checkPatterns(findings: Findings, value: unknown): string[] {
  const ids: string[] = [];
  for (const [at, member] of findings.filledList('patterns', value).entries()) {
    const pattern = findings.object(`patterns[${at}]`, member);
    if (pattern === null) continue;
    const place = typeof pattern.id === 'string' ? `patterns[${at}] (${pattern.id})` : `patterns[${at}]`;
    if (findings.text(`${place}.id`, pattern.id, identifier)) ids.push(pattern.id as string);
    findings.text(`${place}.name`, pattern.name);
    findings.oneOf(`${place}.class`, pattern.class, ['high', 'medium', 'low']);
    if (pattern.objective !== null) findings.text(`${place}.objective`, pattern.objective, objective);
    for (const method of ['params', 'expects', 'dynamodb', 'postgres']) findings.method(place, pattern, method);
    for (const method of ['edges', 'leaves'])
      if (pattern[method] !== undefined) findings.method(place, pattern, method);
  }
  findings.unique('patterns', ids, 'pattern');
  return ids;
}

function checkTraffic(findings: Findings, value: unknown, patterns: readonly string[], flows: readonly string[]): void {
  const traffic = findings.object('traffic', value);
  if (traffic === null) return;
  findings.known('traffic', traffic, ['rates', 'flows', 'hours', 'days']);
  const rates = findings.object('traffic.rates', traffic.rates) ?? {};
  for (const id of patterns) if (!(id in rates)) findings.add('traffic.rates', `no ${id}`, 'a rate for every pattern');
  checkRates(findings, 'traffic.rates', rates, patterns, 'pattern');
  if (traffic.flows !== undefined) {
    checkRates(findings, 'traffic.flows', findings.object('traffic.flows', traffic.flows) ?? {}, flows, 'flow');
  }
  checkWeights(findings, 'traffic.hours', traffic.hours, 24);
  checkWeights(findings, 'traffic.days', traffic.days, 7);
}

function checkRates(findings: Findings, at: string, rates: Plain, known: readonly string[], what: string): void {
  for (const [id, member] of Object.entries(rates)) {
    if (!known.includes(id))
      findings.add(`${at}.${id}`, `an unknown ${what}`, nearest(id, known) ?? `one of ${known.join(', ')}`);
    const rate = findings.object(`${at}.${id}`, member);
    if (rate === null) continue;
    findings.number(`${at}.${id}.times`, rate.times, 0);
    findings.oneOf(`${at}.${id}.per`, rate.per, ['user and day', 'day', 'thousand users and day']);
  }
}

function checkWeights(findings: Findings, place: string, value: unknown, length: number): void {
  const weights = Array.isArray(value) ? value : [];
  const sum = weights.reduce((total: number, weight) => total + Number(weight), 0);
  if (weights.length === length && weights.every((weight) => weight >= 0) && sum > 0) return;
  findings.add(place, shown(value), `${length} weights that are not negative and not all 0`);
}

/** The flows' ids. */
function checkFlows(findings: Findings, value: unknown, patterns: readonly string[]): string[] {
  const ids: string[] = [];
  if (value === undefined) return ids;
  for (const [at, member] of (Array.isArray(value) ? value : findings.filledList('flows', value)).entries()) {
    const flow = findings.object(`flows[${at}]`, member);
    if (flow === null) continue;
    if (findings.text(`flows[${at}].id`, flow.id, identifier)) ids.push(flow.id as string);
    if (patterns.includes(flow.id as string))
      findings.add(`flows[${at}].id`, `${quoted(flow.id)}, which is a pattern`, 'an id of its own');
    findings.method(`flows[${at}]`, flow, 'draw');
    for (const [number, step] of findings.filledList(`flows[${at}].steps`, flow.steps).entries()) {
      const of = (step as { pattern?: { id?: unknown } }).pattern?.id;
      if (!patterns.includes(of as string))
        findings.add(`flows[${at}].steps[${number}]`, shown(of), 'a pattern of this workload');
    }
  }
  findings.unique('flows', ids, 'flow');
  return ids;
}

function checkClaims(findings: Findings, value: unknown, patterns: readonly string[], tables: readonly string[]): void {
  if (value === undefined) return;
  const ids: unknown[] = [];
  for (const [at, member] of (Array.isArray(value) ? value : findings.filledList('claims', value)).entries()) {
    const claim = findings.object(`claims[${at}]`, member);
    if (claim === null) continue;
    if (findings.text(`claims[${at}].id`, claim.id)) ids.push(claim.id);
    findings.text(`claims[${at}].says`, claim.says);
    const test = findings.object(`claims[${at}].test`, claim.test);
    if (test?.pattern !== undefined) findings.oneOf(`claims[${at}].test.pattern`, test.pattern, patterns);
    if (test?.table !== undefined) findings.oneOf(`claims[${at}].test.table`, test.table, tables);
  }
  findings.unique('claims', ids, 'claim');
}
