import { describe, expect, it } from 'vitest';
import { exampleMigration } from '../src/runs/example-migration.fixture.ts';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import { parseRun } from '../src/runs/parse-run.ts';
import { consoleReport } from './console.ts';
import { htmlReport } from './html.ts';
import { markdownReport } from './markdown.ts';
import { migrationLines, migrationTables } from './migration-table.ts';

const migration = exampleMigration();
const record = { ...exampleRun(), migration };

describe('a migration in a report', () => {
  it('is a table of what the application saw, and one of what happened between the engines', () => {
    const texts = migrationTables(migration).map(({ columns }) =>
      migration.phases.map((phase) => columns.map(({ text }) => text(phase)).join(' | ')),
    );
    expect(texts).toEqual([
      [
        'dual write | 100 | 0 | PG, DDB | 600 | 2.40 | 11.7 | 1 | 1 | 600 | 1.20 | 6.40 | 120 | 1.20 | 6.40',
        '10 % of reads | 90 | 10 | PG, DDB | 600 | 2.40 | 11.7 | 1 | 1 | 600 | 1.20 | 6.40 | 600 | 1.20 | 6.40',
        'DynamoDB alone | 0 | 100 | DDB | 600 | 2.40 | 11.7 | 1 | 1 | 600 | 1.20 | 6.40 | 600 | 1.20 | 6.40',
      ],
      [
        'dual write | - | - | - | - | 0 | 0 | 120 | 60 | 30 | 52.05 | 11.20',
        '10 % of reads | 100 | 480 | 3 | 3 | 3 | 3 | 600 | 300 | 150 | 52.05 | 13.70',
        'DynamoDB alone | - | - | - | - | 0 | - | 600 | 300 | 150 | 52.05 | 36.20',
      ],
    ]);
  });

  it('tells of each pattern what differed, and what is on one side only', () => {
    expect(migrationLines(migration)).toEqual([
      '01: 3 of 480 answers differ, the first in "10 % of reads": {"isbn":"9788937460449"}: price: postgres has 12, dynamodb has 13',
      '01: 6 operations on one side only, the first in "10 % of reads": postgres has it, dynamodb failed (timeout)',
    ]);
  });

  it.each([80, 120, 200])('fits a terminal of %i columns', (width) => {
    const lines = consoleReport(record, { width, colour: false }).split('\n');
    const from = lines.findIndex((line) => line.startsWith('migration '));
    const own = lines.slice(
      from,
      lines.findIndex((line) => line.startsWith('Not answered by DynamoDB')),
    );
    expect(own.length).toBeGreaterThan(12);
    expect(own.filter((line) => line.length > width)).toEqual([]);
  });

  it('stands in HTML and in Markdown, escaped', () => {
    const page = htmlReport(record, '');
    expect(page).toContain('<section id="migration">');
    expect(page).toContain('{&quot;isbn&quot;:&quot;9788937460449&quot;}');
    expect(markdownReport(record)).toContain('| 10 % of reads | 90 | 10 | PG, DDB |');
  });

  it('is left out where there was none', () => {
    expect(htmlReport(exampleRun(), '')).not.toContain('id="migration"');
    expect(markdownReport(exampleRun())).not.toContain('hases of the migration');
  });
});

describe('a saved migration', () => {
  it('whose patterns do not add up to a phase is refused', () => {
    const [first, ...others] = migration.phases;
    const broken = { ...record, migration: { phases: [{ ...first, scheduled: 700, completed: 698 }, ...others] } };
    expect(parseRun(JSON.stringify(broken), 'run.json').problems).toEqual([
      {
        place: 'run.json: migration, phase dual write',
        found: '700 scheduled, 600 in its patterns',
        expected: 'patterns that add up to the phase',
      },
    ]);
  });
});
