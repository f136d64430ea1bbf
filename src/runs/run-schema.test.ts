import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleMigration } from './example-migration.fixture.ts';
import { exampleRun } from './example-run.fixture.ts';
import { exampleEnd, scripted } from './example-script.fixture.ts';
import { parseRun } from './parse-run.ts';
import schema from './run.schema.json' with { type: 'json' };
import { type Schema, schemaProblems } from './schema-problems.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
const byAjv = ajv.compile(schema);
const whole = () => ({ ...scripted(exampleRun()), migration: exampleMigration(), endedBy: exampleEnd });
const copy = () => JSON.parse(JSON.stringify(whole())) as Json;

/** The schema once more, allowing nothing that it does not name: what the tool itself writes has no strays. */
function closed(of: Json): Json {
  if (Array.isArray(of)) return of.map(closed);
  if (typeof of !== 'object' || of === null) return of;
  const inner = Object.fromEntries(Object.entries(of).map(([name, each]) => [name, closed(each)]));
  return 'properties' in of && of.type === 'object' ? { ...inner, additionalProperties: false } : inner;
}

/** Paths of all members in a value, `targets.patterns.name`, whatever the element of a list. */
function paths(value: Json, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => paths(each, at));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [`${at}.${name}`, ...paths(each, `${at}.${name}`)]);
}

function schemaPaths(of: Schema, at: string): string[] {
  const found = of.$ref === undefined ? of : (schema as Schema).$defs?.[of.$ref.replace('#/$defs/', '')];
  if (found?.items !== undefined) return schemaPaths(found.items, at);
  return Object.entries(found?.properties ?? {}).flatMap(([name, each]) => [
    `${at}.${name}`,
    ...schemaPaths(each, `${at}.${name}`),
  ]);
}

describe('run.schema.json', () => {
  it('is a JSON Schema 2020-12 that the example run passes, with nothing in it that the schema does not name', () => {
    const strict = ajv.compile(closed(JSON.parse(JSON.stringify(schema))) as object);
    strict(copy());
    expect(strict.errors).toBeNull();
  });

  it('names no member that the example run, typed as RunRecord, does not have', () => {
    const there = new Set(paths(copy(), 'run'));
    expect(schemaPaths(schema, 'run').filter((path) => !there.has(path))).toEqual([]);
  });

  it('is understood by our own checker as ajv understands it, wherever one value of the run is replaced', () => {
    const places = pointers(copy(), []);
    const strange = fc.constantFrom<Json>(null, -1, 0.5, 3, '', 'x', true, [], [1, 2, 3], {});
    fc.assert(
      fc.property(fc.constantFrom(...places), strange, (place, value) => {
        const changed = replaced(copy(), place, value);
        expect(schemaProblems(schema, changed, 'run').length === 0).toBe(byAjv(changed));
      }),
      { numRuns: 400 },
    );
  });

  it('misses each member that it requires, by name', () => {
    const required: readonly string[] = schema.required;
    for (const name of required.filter((each) => each !== 'schema')) {
      const { [name]: _, ...rest } = copy() as Record<string, Json>;
      const { problems } = parseRun(JSON.stringify(rest), 'run.json');
      expect(problems?.map(({ place, found }) => `${place} ${found}`)).toEqual([`run.json.${name} nothing`]);
    }
  });
});

function pointers(value: Json, at: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, each]) => pointers(each, [...at, name]))].filter(
    (each) => each.length > 0,
  );
}

function replaced(value: Json, [name, ...rest]: readonly (string | number)[], by: Json): Json {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === String(name) ? replaced(each, rest, by) : each));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [name]: replaced(value[name] ?? null, rest, by) };
}
