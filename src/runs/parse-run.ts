import { type Problem, quoted } from '../workload/problem.ts';
import schema from './run.schema.json' with { type: 'json' };
import { invariantProblems } from './run-invariants.ts';
import { type RunRecord, runSchema } from './run-record.ts';
import { schemaProblems } from './schema-problems.ts';

export type ParsedRun =
  | { readonly record: RunRecord; readonly problems: null }
  | { readonly record: null; readonly problems: readonly Problem[] };

/** Reads the text of a `run.json`; `place` names it in the problems, of which all are told. */
export function parseRun(text: string, place: string): ParsedRun {
  const parsed = json(text);
  if ('why' in parsed) {
    const found = text.trim() === '' ? 'an empty file' : `text that is no JSON (${parsed.why})`;
    return failed([{ place, found, expected: 'a saved run' }]);
  }
  const version = foreignVersion(parsed.value, place);
  if (version !== null) return failed([version]);
  const problems = schemaProblems(schema, parsed.value, place);
  if (problems.length > 0) return failed(problems);
  // The schema says of every member that RunRecord names what its type says; a test compares the two.
  const record = parsed.value as RunRecord;
  const broken = invariantProblems(record).map((problem) => ({ ...problem, place: `${place}: ${problem.place}` }));
  return broken.length > 0 ? failed(broken) : { record, problems: null };
}

/** What is wrong with a record that is about to be written: the same that reading it back would tell. */
export function recordProblems(record: RunRecord): Problem[] {
  const problems = [
    ...schemaProblems(schema, record, 'run'),
    ...notFinite(record.scenario.options, 'run.scenario.options'),
  ];
  return problems.length > 0 ? problems : invariantProblems(record);
}

/** JSON would turn these into null and say nothing; elsewhere in the record the schema finds them. */
function notFinite(value: unknown, place: string): Problem[] {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return [{ place, found: String(value), expected: 'a finite number' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => notFinite(member, `${place}.${name}`));
}

function failed(problems: readonly Problem[]): ParsedRun {
  return { record: null, problems };
}

function json(text: string): { readonly value: unknown } | { readonly why: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** A file of another kind, or of another version of this tool, is one problem and not one per member. */
function foreignVersion(value: unknown, place: string): Problem | null {
  const found = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (found === runSchema) return null;
  const at = `${place}: schema`;
  if (typeof found === 'string' && /^patternbench\/run@\d+$/.test(found)) {
    return {
      place: at,
      found,
      expected: `${runSchema}, which this version of patternbench reads; another may read ${found}`,
    };
  }
  return {
    place: at,
    found: found === undefined ? 'none' : quoted(found),
    expected: `${runSchema}: a run that patternbench saved`,
  };
}
