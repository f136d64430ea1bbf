import { type Problem, quoted } from '../workload/problem.ts';

/** The part of JSON Schema 2020-12 that `run.schema.json` uses; any other keyword in it is a mistake. */
export interface Schema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
}

/** Every place where `value` (as parsed from JSON) is not what `schema` allows; `place` is what the value is called. */
export function schemaProblems(schema: Schema, value: unknown, place: string): Problem[] {
  const problems: Problem[] = [];
  visit({ root: schema, problems }, schema, value, place);
  return problems;
}

interface Visit {
  readonly root: Schema;
  readonly problems: Problem[];
}

function visit(to: Visit, schema: Schema, value: unknown, place: string): void {
  const here = resolved(to.root, schema);
  const expected = mismatch(here, value);
  if (expected !== null) {
    to.problems.push({ place, found: Number.isNaN(value) ? 'NaN' : quoted(value), expected });
    return;
  }
  if (Array.isArray(value)) visitItems(to, here, value, place);
  else if (isObject(value)) visitMembers(to, here, value, place);
}

function visitItems(to: Visit, schema: Schema, items: readonly unknown[], place: string): void {
  const { items: each, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (items.length < minItems || items.length > maxItems) {
    const many = minItems === maxItems ? `${minItems}` : `${minItems} to ${maxItems}`;
    to.problems.push({ place, found: `${items.length} elements`, expected: `${many} elements` });
  }
  if (each === undefined) return;
  items.forEach((item, index) => {
    visit(to, each, item, `${place}[${index}]`);
  });
}

function visitMembers(to: Visit, schema: Schema, value: Readonly<Record<string, unknown>>, place: string): void {
  const members = schema.properties ?? {};
  for (const name of schema.required ?? []) {
    if (Object.hasOwn(value, name)) continue;
    const member = resolved(to.root, members[name] ?? {});
    to.problems.push({ place: `${place}.${name}`, found: 'nothing', expected: allowed(member) });
  }
  for (const [name, member] of Object.entries(members)) {
    if (Object.hasOwn(value, name)) visit(to, member, value[name], `${place}.${name}`);
  }
}

function resolved(root: Schema, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const found = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
  if (found === undefined) throw new Error(`the schema has no ${schema.$ref}`);
  return found;
}

/** What was expected in place of this value, `null` where the value itself is right. */
function mismatch(schema: Schema, value: unknown): string | null {
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  const wrong =
    (types !== undefined && !types.some((type) => isOf(type, value))) ||
    ('const' in schema && value !== schema.const) ||
    (schema.enum !== undefined && !schema.enum.includes(value)) ||
    (typeof value === 'number' && value < (schema.minimum ?? Number.NEGATIVE_INFINITY)) ||
    (typeof value === 'string' && value.length < (schema.minLength ?? 0)) ||
    (typeof value === 'string' && schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value));
  return wrong ? allowed(schema) : null;
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

/** What a schema allows, in words: `a number of at least 0 or null`. */
function allowed(schema: Schema): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return `one of ${schema.enum.map((each) => JSON.stringify(each)).join(', ')}`;
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['value']);
  const words = types.map((type) => typeWords[type] ?? type).join(' or ');
  if (schema.pattern !== undefined) return `${words} like ${schema.pattern}`;
  if (schema.minLength !== undefined) return 'a text that is not empty';
  return schema.minimum === undefined ? words : words.replace(/number/, `number of at least ${schema.minimum}`);
}

const typeWords: Readonly<Record<string, string>> = {
  value: 'a value',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
