import { type Findings, shown } from './findings.ts';

type Plain = Readonly<Record<string, unknown>>;

const indexLimit = 20;

/** Checks the tables of the DynamoDB layout and that every entity has its place in one of them. */
export function checkDynamoDb(findings: Findings, value: unknown, entities: readonly string[]): string[] {
  const layout = findings.object('dynamodb', value);
  if (layout === null) return [];
  findings.known('dynamodb', layout, ['tables', 'entities']);
  const names: string[] = [];
  for (const [at, table] of findings.filledList('dynamodb.tables', layout.tables).entries()) {
    const name = checkTable(findings, `dynamodb.tables[${at}]`, table, entities);
    if (name !== null) names.push(name);
  }
  findings.unique('dynamodb.tables', names, 'table');
  eachEntity(findings, 'dynamodb.entities', layout.entities, entities, (place, layoutOf) => {
    findings.oneOf(`${place}.table`, layoutOf.table, names);
    findings.method(place, layoutOf, 'toItem');
    findings.method(place, layoutOf, 'fromItem');
  });
  return names;
}

export function checkPostgres(findings: Findings, value: unknown, entities: readonly string[]): void {
  const layout = findings.object('postgres', value);
  if (layout === null) return;
  findings.known('postgres', layout, ['tables', 'indexes', 'entities']);
  findings.text('postgres.tables', layout.tables, { is: /create\s+table/i, says: 'SQL with CREATE TABLE' });
  if (typeof layout.indexes !== 'string') findings.add('postgres.indexes', shown(layout.indexes), 'SQL, may be empty');
  eachEntity(findings, 'postgres.entities', layout.entities, entities, (place, layoutOf) => {
    findings.text(`${place}.table`, layoutOf.table);
    const columns = findings.filledList(`${place}.columns`, layoutOf.columns);
    findings.unique(`${place}.columns`, columns, 'column');
    findings.number(`${place}.keyColumns`, layoutOf.keyColumns, 1, Math.max(1, columns.length));
    findings.method(place, layoutOf, 'toRow');
    findings.method(place, layoutOf, 'fromRow');
  });
}

function eachEntity(
  findings: Findings,
  place: string,
  value: unknown,
  entities: readonly string[],
  check: (place: string, layout: Plain) => void,
): void {
  const layouts = findings.object(place, value);
  if (layouts === null) return;
  findings.known(place, layouts, entities);
  for (const name of entities) {
    const layout = findings.object(`${place}.${name}`, layouts[name]);
    if (layout !== null) check(`${place}.${name}`, layout);
  }
}

function checkTable(findings: Findings, place: string, value: unknown, entities: readonly string[]): string | null {
  const table = findings.object(place, value);
  if (table === null) return null;
  findings.known(place, table, ['definition', 'capacity', 'indexCapacity', 'pointInTimeRecovery', 'timeToLive']);
  checkCapacity(findings, `${place}.capacity`, table.capacity);
  if (typeof table.pointInTimeRecovery !== 'boolean') {
    findings.add(`${place}.pointInTimeRecovery`, shown(table.pointInTimeRecovery), 'true or false');
  }
  checkTimeToLive(findings, `${place}.timeToLive`, table.timeToLive, entities);
  const definition = findings.object(`${place}.definition`, table.definition);
  if (definition === null) return null;
  const indexes = checkDefinition(findings, `${place}.definition`, definition);
  if (table.indexCapacity !== undefined) {
    for (const [name, capacity] of Object.entries(
      findings.object(`${place}.indexCapacity`, table.indexCapacity) ?? {},
    )) {
      findings.oneOf(`${place}.indexCapacity`, name, indexes);
      checkCapacity(findings, `${place}.indexCapacity.${name}`, capacity);
    }
  }
  return typeof definition.TableName === 'string' ? definition.TableName : null;
}

const tableName = { is: /^[A-Za-z0-9_.-]{3,255}$/, says: '3 to 255 letters, digits, underscores, dots or dashes' };

/** Keys, attribute definitions and indexes must fit each other as CreateTable demands it. Returns the indexes' names. */
function checkDefinition(findings: Findings, place: string, definition: Plain): string[] {
  findings.text(`${place}.TableName`, definition.TableName, tableName);
  const used = new Set<string>(checkKeys(findings, `${place}.KeySchema`, definition.KeySchema));
  const indexes: string[] = [];
  for (const kind of ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'] as const) {
    if (definition[kind] === undefined) continue;
    for (const [at, value] of findings.filledList(`${place}.${kind}`, definition[kind]).entries()) {
      const index = findings.object(`${place}.${kind}[${at}]`, value);
      if (index === null) continue;
      if (findings.text(`${place}.${kind}[${at}].IndexName`, index.IndexName, tableName))
        indexes.push(index.IndexName as string);
      for (const name of checkKeys(findings, `${place}.${kind}[${at}].KeySchema`, index.KeySchema)) used.add(name);
      const projection = findings.object(`${place}.${kind}[${at}].Projection`, index.Projection);
      if (projection)
        findings.oneOf(`${place}.${kind}[${at}].Projection.ProjectionType`, projection.ProjectionType, [
          'ALL',
          'KEYS_ONLY',
          'INCLUDE',
        ]);
    }
  }
  findings.unique(`${place}.GlobalSecondaryIndexes`, indexes, 'index');
  if (indexes.length > indexLimit)
    findings.add(`${place}.GlobalSecondaryIndexes`, indexes.length, `at most ${indexLimit} indexes`);
  checkAttributes(findings, `${place}.AttributeDefinitions`, definition.AttributeDefinitions, used);
  return indexes;
}

function checkKeys(findings: Findings, place: string, value: unknown): string[] {
  const names: string[] = [];
  const kinds: unknown[] = [];
  for (const [at, member] of findings.filledList(place, value).entries()) {
    const key = findings.object(`${place}[${at}]`, member);
    if (key === null) continue;
    if (findings.text(`${place}[${at}].AttributeName`, key.AttributeName)) names.push(key.AttributeName as string);
    if (findings.oneOf(`${place}[${at}].KeyType`, key.KeyType, ['HASH', 'RANGE'])) kinds.push(key.KeyType);
  }
  if (kinds.length > 0 && kinds[0] !== 'HASH') findings.add(place, kinds.join(', '), 'HASH first');
  return names;
}

function checkAttributes(findings: Findings, place: string, value: unknown, used: ReadonlySet<string>): void {
  const defined: string[] = [];
  for (const [at, member] of findings.filledList(place, value).entries()) {
    const attribute = findings.object(`${place}[${at}]`, member);
    if (attribute === null) continue;
    findings.oneOf(`${place}[${at}].AttributeType`, attribute.AttributeType, ['S', 'N', 'B']);
    if (findings.text(`${place}[${at}].AttributeName`, attribute.AttributeName))
      defined.push(attribute.AttributeName as string);
  }
  findings.unique(place, defined, 'attribute');
  for (const name of used)
    if (!defined.includes(name)) findings.add(place, `no ${name}`, `every key attribute, ${name} among them`);
  for (const name of defined)
    if (!used.has(name)) findings.add(place, `${name}, which is no key`, 'key attributes only');
}

function checkCapacity(findings: Findings, place: string, value: unknown): void {
  const capacity = findings.object(place, value);
  if (
    capacity === null ||
    !findings.oneOf(`${place}.mode`, capacity.mode, ['on-demand', 'provisioned', 'auto-scaling'])
  )
    return;
  if (capacity.mode === 'provisioned') {
    findings.number(`${place}.readUnits`, capacity.readUnits, 1);
    findings.number(`${place}.writeUnits`, capacity.writeUnits, 1);
  }
  if (capacity.mode !== 'auto-scaling') return;
  findings.number(`${place}.targetUtilisation`, capacity.targetUtilisation, 0.2, 0.9);
  for (const side of ['read', 'write'] as const) {
    const bounds = findings.object(`${place}.${side}`, capacity[side]);
    if (bounds === null || !findings.number(`${place}.${side}.min`, bounds.min, 1)) continue;
    findings.number(`${place}.${side}.max`, bounds.max, bounds.min);
  }
}

function checkTimeToLive(findings: Findings, place: string, value: unknown, entities: readonly string[]): void {
  if (value === undefined) return;
  const timeToLive = findings.object(place, value);
  if (timeToLive === null) return;
  findings.text(`${place}.attribute`, timeToLive.attribute);
  findings.number(`${place}.days`, timeToLive.days, 0);
  findings.oneOf(`${place}.entity`, timeToLive.entity, entities);
}
