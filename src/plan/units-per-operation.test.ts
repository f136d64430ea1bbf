import { describe, expect, it } from 'vitest';
import { notebook, notebookRun } from './notebook.fixture.ts';
import { unitsPerOperation } from './units-per-operation.ts';

const workload = notebook();

describe('units per operation of a run', () => {
  it('are the mean of what was answered, per table and index', () => {
    const measured = unitsPerOperation(notebookRun(), workload);
    const add = measured.ok ? measured.value.patterns.find(({ pattern }) => pattern === 'add') : undefined;
    expect(add).toEqual({
      pattern: 'add',
      operations: 100,
      unitsAre: 'reported',
      items: 1,
      evaluated: 1,
      units: [
        { table: 'Notes', index: null, read: 0, write: 1 },
        { table: 'Notes', index: 'ByKind', read: 0, write: 0.5 },
      ],
    });
  });

  it('count a wrong answer as answered, and bear the units of what failed', () => {
    const run = notebookRun();
    const targets = run.targets.map((target) => ({
      ...target,
      patterns: target.patterns.map((one) => ({
        ...one,
        completed: 60,
        failed: 40,
        errors: { ...one.errors, wrong: 20, timeout: 20 },
      })),
    }));
    const measured = unitsPerOperation({ ...run, targets }, workload);
    const get = measured.ok ? measured.value.patterns[0] : undefined;
    expect(get).toMatchObject({ pattern: 'get', operations: 80, units: [{ read: 50 / 80 }] });
  });

  it('name what was not measured, and never take it for 0', () => {
    const measured = unitsPerOperation(notebookRun(['find', 'list']), workload);
    expect(measured).toMatchObject({ ok: true, value: { missing: ['list', 'find'], shaky: [] } });
  });

  it('name patterns of which most operations failed without an answer', () => {
    const run = notebookRun();
    const targets = run.targets.map((target) => ({
      ...target,
      patterns: target.patterns.map((one) => ({
        ...one,
        completed: one.pattern === 'get' ? 10 : 100,
        failed: one.pattern === 'get' ? 90 : 0,
        errors: { ...one.errors, timeout: one.pattern === 'get' ? 90 : 0 },
      })),
    }));
    expect(unitsPerOperation({ ...run, targets }, workload)).toMatchObject({ value: { shaky: ['get'] } });
  });

  const run = notebookRun();
  it.each([
    ['another workload', { ...run, dataset: { ...run.dataset, workload: 'shop' } }, 'a run of shop'],
    ['no DynamoDB', { ...run, targets: run.targets.slice(1) }, 'postgres'],
    [
      'no pattern',
      notebookRun(['get', 'list', 'newest', 'find', 'add']),
      'no pattern with an operation that was answered',
    ],
  ])('cannot be told of a run with %s', (_, record, found) => {
    expect(unitsPerOperation(record, workload)).toMatchObject({ ok: false, problems: [{ found }] });
  });
});
