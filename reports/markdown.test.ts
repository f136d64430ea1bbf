import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import { expectGolden } from './golden.fixture.ts';
import { markdownReport } from './markdown.ts';
import { hostileRun, oneTargetRun } from './runs.fixture.ts';

describe('the Markdown report', () => {
  it('of 33 patterns on two engines, with charts beside it', () => {
    const images = [{ title: 'Latency', alt: 'p50 to p99 of each pattern', path: 'charts/latency high.png' }];
    expectGolden('report.md.golden', markdownReport(exampleRun(), images));
  });

  it('of one target', () => {
    expectGolden('report-one-target.md.golden', markdownReport(oneTargetRun('postgres')));
  });

  it('fits into a comment on a pull request', () => {
    expect(markdownReport(exampleRun()).length).toBeLessThan(65_536);
  });

  it('has as many cells in each row of a table as in its head', () => {
    for (const table of markdownReport(exampleRun())
      .split('\n\n')
      .filter((part) => part.startsWith('|'))) {
      const cells = table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
  });

  it('lets no name be markup, end a cell, or speak to a person or an issue', () => {
    const run = hostileRun();
    const targets = run.targets.map((target) => ({ ...target, notes: [] }));
    const report = markdownReport({ ...run, targets, notes: ['@octocat see #12 <img src=x> **a** [b](c) ~~d~~'] });
    expect(report).not.toMatch(/<(script|img)/);
    expect(report).not.toMatch(/(^|[^\\])[@#](octocat|12)/);
    expect(report).toContain('&#64;octocat see &#35;12 &lt;img src=x&gt; \\*\\*a\\*\\* \\[b\\](c) \\~\\~d\\~\\~');
    for (const line of report.split('\n').filter((each) => each.startsWith('| 01'))) {
      expect(line.replaceAll('\\|', '').split('|')).toHaveLength(9);
    }
  });
});
