import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import type { RunRecord } from '../src/runs/run-record.ts';
import { chartSource } from './chart-source.ts';
import { html, jsonForScript } from './html/markup.ts';
import { pointed } from './html/table.ts';
import { htmlReport } from './html.ts';
import { cleanRun, hostileName, hostileRun, oneTargetRun } from './runs.fixture.ts';

const chartJs = 'window.Chart = class {};';
const page = (run: RunRecord) => htmlReport(run, chartJs);
const runs: readonly (readonly [string, RunRecord])[] = [
  ['33 patterns on two engines', exampleRun()],
  ['a run in which all is well', cleanRun()],
  ['one target, without check or plan', oneTargetRun('postgres')],
  ['names that try to be markup', hostileRun()],
];

/** The page without scripts and styles, as who has neither reads it. */
const visible = (text: string) => text.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '');

/** What stays open or closes out of turn, of the elements that need an end. */
function unbalanced(text: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const selfContained = new Set(['meta', 'rect', '!doctype']);
  for (const [, close, name = ''] of visible(text).matchAll(/<(\/?)([a-z!][a-z\d]*)(?:\s[^<>]*)?>/g)) {
    if (selfContained.has(name)) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe.each(runs)('the page of %s', (_, run) => {
  it('nests, gives each id once, and links only to what is there', () => {
    const text = page(run);
    expect(unbalanced(text)).toEqual([]);
    const ids = [...visible(text).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...text.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('fetches nothing', () => {
    expect(visible(page(run))).not.toMatch(/ (src|srcset|action)=|<link|@import|url\(/);
    expect([...page(run).matchAll(/ href="([^"]*)"/g)].every(([, to]) => to?.startsWith('#'))).toBe(true);
  });

  it('names every chart and every table for who cannot see them, and no cell outside a row’s name', () => {
    const text = visible(page(run));
    const canvases = text.match(/<canvas /g) ?? [];
    expect(text.match(/<canvas id="chart-[a-z\d-]+" role="img" aria-label="[^"]+"><\/canvas>/g) ?? []).toHaveLength(
      canvases.length,
    );
    const tables = text.split('<table>').slice(1);
    expect(tables.every((table) => table.trimStart().startsWith('<caption>') && table.includes('scope="col"'))).toBe(
      true,
    );
    const rows = tables.flatMap((table) =>
      table.slice(table.indexOf('<tbody>'), table.indexOf('</tbody>')).split('<tr').slice(1),
    );
    expect(rows.every((row) => row.includes('scope="row"'))).toBe(true);
  });

  it('lets in, by hash, exactly its own style and scripts', () => {
    const text = page(run);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll('&#39;', "'") ?? '';
    const hash = (source: string) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
    const scripts = [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, source = '']) => hash(source));
    const styles = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, source = '']) => hash(source));
    expect(policy).toBe(
      `default-src 'none'; style-src ${styles.join(' ')}; script-src ${scripts.join(' ')}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(visible(text)).not.toMatch(/ style="| on[a-z]+="/);
  });

  it('has charts as JSON that is read back, one for each place', () => {
    const text = page(run);
    const data = /<script type="application\/json" id="charts">([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '';
    const { charts } = JSON.parse(data) as { charts: { id: string }[] };
    expect(charts.map(({ id }) => id)).toEqual([...new Set(charts.map(({ id }) => id))]);
    expect([...text.matchAll(/<canvas id="chart-([^"]+)"/g)].map(([, id]) => id)).toEqual(charts.map(({ id }) => id));
  });
});

describe('the page', () => {
  it('says first whether the design holds', () => {
    const first = (run: RunRecord) => /<h1[^>]*>([^<]*)<\/h1>/.exec(page(run))?.[1];
    expect([exampleRun(), cleanRun(), { ...cleanRun(), verdicts: [], claims: [] }].map(first)).toEqual([
      'It does not hold',
      'It holds',
      'Unproven',
    ]);
  });

  it('calls an emulator one wherever its latency stands', () => {
    const text = visible(page(exampleRun()));
    const heads = [...text.matchAll(/<th scope="colgroup"[^>]*>(DynamoDB[^<]*)</g)].map(([, head]) => head);
    expect(new Set(heads)).toEqual(new Set(['DynamoDB Local 3.3.1 ¹']));
    expect(text).toContain('¹ an emulator: its latency says nothing about DynamoDB’s');
  });

  it('shows the lines of each bill so that they add up to its total, to the cent', () => {
    const tables = visible(page(exampleRun()))
      .split('<caption>')
      .filter((part) => /^[^<]*DAU: \$/.test(part));
    expect(tables).toHaveLength(9);
    for (const table of tables) {
      const cents = (text: string) => Math.round(Number(text.replaceAll(/[$,]/g, '')) * 100);
      const lines = [...table.matchAll(/>(-?\$[\d,.]+)<\/td>/g)].map(([, amount = '']) => cents(amount));
      expect(lines.reduce((sum, amount) => sum + amount, 0)).toBe(cents(/DAU: (\$[\d,.]+)/.exec(table)?.[1] ?? ''));
    }
  });

  it('is light enough to be sent about', async () => {
    expect(htmlReport(exampleRun(), await chartSource()).length).toBeLessThan(500_000);
  });

  it('never ends its own script early', async () => {
    const text = htmlReport(hostileRun(), `${await chartSource()}; const end = "</script><!--";`);
    expect(text.match(/<\/script>/g)).toHaveLength(3);
    expect(text).not.toContain('<!--');
  });
});

describe('markup', () => {
  it('escapes what is put into it, once', () => {
    expect(String(html`<p title="${'"&\''}">${['<', html`<b>${'>'}</b>`, 3, null]}</p>`)).toBe(
      '<p title="&quot;&amp;&#39;">&lt;<b>&gt;</b>3</p>',
    );
  });

  it('has JSON that no end tag and no comment can leave', () => {
    const text = jsonForScript({ name: `${hostileName}</script><!-- \u2028` });
    expect(text).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(text)).toEqual({ name: `${hostileName}</script><!-- \u2028` });
  });

  it.each<[string, string]>([
    ['0.41', '0.41'],
    ['10.4', '10.4\u2007'],
    ['689', '689\u2008\u2007\u2007'],
    ['<0.01', '<0.01'],
    ['–', '–\u2008\u2007\u2007'],
    ['dropped', 'dropped'],
  ])('puts %s under the points of its column', (text, placed) => {
    expect(pointed(text)).toBe(placed);
  });
});
