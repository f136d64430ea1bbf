import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import { scripted } from '../src/runs/example-script.fixture.ts';
import { consoleReport } from './console.ts';
import { htmlReport } from './html.ts';
import { markdownReport } from './markdown.ts';
import { runView } from './run-view.ts';
import { scriptTables } from './script-tables.ts';

describe('what a script asked for and measured', () => {
  const run = scripted(exampleRun());
  const rows = Object.fromEntries(
    scriptTables(runView(run)).map(({ title, rows }) => [title, rows.map(({ cells }) => cells)]),
  );

  it('is told in rows, the worst thresholds first', () => {
    const on = 'PostgreSQL 18.4';
    expect(rows).toEqual({
      thresholds: [
        ['checks rate==1', on, '0.998612', 'missed'],
        ['repeat_buyers rate>0.1', on, '-', 'unproven'],
        ['checkout_time p(95)<40', on, '37.5', 'met'],
      ],
      checks: [
        ['has a token', on, '5,990', '10'],
        ['::checkout::an order came back', on, '1,200', '-'],
      ],
      'custom metrics': [
        ['baskets', on, 'count 1,200, rate 20'],
        ['basket_total', on, 'med 1,250, p(90) 2,500, p(95) 3,750, max 7,500'],
        ['checkout_time', on, 'med 12.5 ms, p(90) 25.0 ms, p(95) 37.5 ms, max 75.0 ms'],
        ['repeat_buyers', on, 'nothing measured'],
        ['stock', on, 'value 17, min 3, max 40'],
      ],
    });
  });

  it.each([
    ['the terminal', consoleReport(run, { width: 120, colour: false }), /^thresholds\s+on\s+found\s+verdict$/m],
    ['Markdown', markdownReport(run), /^### Checks\n\n\| check \| on \| passed \| failed \|/m],
    ['the page', htmlReport(run, ''), /<section id="script">.*checkout_time p\(95\)&lt;40/s],
  ])('stands in %s', (_, text, form) => {
    expect(text).toMatch(form);
    expect(text).toMatch(/custom metrics|Custom metrics|Metrics that the scenario script made/);
    expect(text).toContain('repeat');
  });

  it('is left out where there is nothing of it', () => {
    const bare = exampleRun();
    expect(scriptTables(runView(bare))).toEqual([]);
    expect(htmlReport(bare, '')).not.toContain('id="script"');
  });
});
