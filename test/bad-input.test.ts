import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ended, typed } from './command-line.ts';

// What is typed or written wrong, as a person gets it: exit code 104, and every problem with its place, what was found and
// what is expected. Nothing is started for any of it.
vi.setConfig({ hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'patternbench-bad-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const shop = ['--workload', 'test/shop/workload.ts'];
const asked = ['--patterns', 'customer', '--rate', '10/s', '--duration', '1s'];
const run = (...words: string[]): string[] => ['run', ...shop, ...words];

const table = { TableName: 'T', KeySchema: [{ AttributeName: 'k', KeyType: 'HASH' }] };
const defined = { ...table, AttributeDefinitions: [{ AttributeName: 'k', AttributeType: 'S' }] };
const unitsOf = (operation: object): string => JSON.stringify({ tables: [defined], operations: [operation] });
const workload = (body: string): string => `import { defineWorkload } from 'patternbench';\n${body}\n`;

type Wrong = readonly [what: string, words: readonly string[], says: readonly (string | RegExp)[]];

const commandLines: readonly Wrong[] = [
  ['no command', [], [/found no command, expected one of demo, seed/]],
  ['a misspelt command', ['sede'], [/found "sede", expected seed/]],
  ['an unknown command', ['frobnicate'], [/found "frobnicate", expected one of demo, seed/]],
  ['a misspelt option', run(...asked, '--duraton', '1s'), ['--duraton: found an unknown option, expected --duration']],
  ['an unknown option', run(...asked, '--zzzzzz'), ['--zzzzzz: found an unknown option, expected']],
  ['another command’s option', ['clean', '--rate', '1/s'], ['--rate: found an unknown option']],
  ['an argument too many', ['seed', 'me'], ['found "me"']],
  ['an unknown scenario', ['run', 'no-such-scenario'], [/found .*no-such-scenario/]],
  [
    'a bare rate',
    run('--patterns', 'customer', '--rate', '100', '--duration', '1s'),
    ['--rate: found "100", expected a rate above 0 with its unit'],
  ],
  [
    'a bare duration',
    run('--patterns', 'customer', '--rate', '10/s', '--duration', '30'),
    ['--duration: found "30", expected a duration with its unit'],
  ],
  [
    'a duration of none',
    run('--patterns', 'customer', '--rate', '10/s', '--duration', '0s'),
    ['--duration: found "0s"'],
  ],
  ['a rate of none', run('--patterns', 'customer', '--rate', '0/s', '--duration', '1s'), ['--rate: found "0/s"']],
  ['a rate and virtual users', run(...asked, '--vus', '3'), ['--rate, --vus: found both, expected one of them']],
  ['neither of them', run('--patterns', 'customer', '--duration', '1s'), ['--rate: found nothing']],
  [
    'a rate without its value',
    run('--patterns', 'customer', '--duration', '1s', '--rate'),
    ['--rate: found nothing, expected a value after it'],
  ],
  [
    'a misspelt pattern',
    run('--patterns', 'custmer', '--rate', '10/s', '--duration', '1s'),
    ['--patterns: found "custmer", expected', 'customer'],
  ],
  [
    'an unknown pattern',
    run('--patterns', 'customer,99', '--rate', '10/s', '--duration', '1s'),
    ['--patterns: found "99", expected some of customer, orders, by-status, place-order, visit'],
  ],
  [
    'five of them at once',
    run('--patterns', 'x', '--rate', '1', '--duration', '2', '--retries', '-1', '--verify', 'maybe'),
    [
      '--patterns: found',
      '--rate: found',
      '--duration: found',
      '--retries: found',
      '--verify: found "maybe", expected one of off, sample, all',
    ],
  ],
  [
    'a cap of none',
    run(...asked, '--max-in-flight', '0'),
    ['--max-in-flight: found "0", expected a whole number from 1'],
  ],
  ['a wait without its unit', run(...asked, '--max-wait', '5'), ['--max-wait: found "5"']],
  [
    'half a virtual user',
    run('--patterns', 'customer', '--duration', '1s', '--vus', '1.5'),
    ['--vus: found "1.5", expected a whole number'],
  ],
  ['an option twice', run(...asked, '--rate', '20/s'), ['--rate: found 2 values']],
  ['an unknown client', run(...asked, '--client', 'boto'), ['--client: found "boto", expected wire or sdk']],
  ['an objective that is none', run(...asked, '--objective', 'fast'), ['--objective']],
  [
    'an unknown target',
    ['check', '--target', 'oracle'],
    ['--target: found "oracle", expected one of dynamodb, postgres, both'],
  ],
  ['an address that is none', ['check', '--dynamodb', 'http//x'], ['--dynamodb: found']],
  ['another protocol', ['check', '--dynamodb', 'ftp://127.0.0.1'], ['--dynamodb: found']],
  ['a database address that is none', ['check', '--postgres', 'mysql://127.0.0.1/x'], ['--postgres: found']],
  ['AWS itself', ['seed', '--dynamodb', 'aws'], ['--dynamodb: found "aws", which this version does not do']],
  ['no Region', ['seed', '--region', 'Europe'], ['--region: found "Europe", expected']],
  ['users of none', ['seed', '--dau', '0'], ['--dau: found "0", expected a whole number from 1 to 10000000']],
  ['two wrong sizes', ['seed', '--dau', 'many', '--days', '-1'], ['--dau: found "many"', '--days: found']],
  [
    'clean behind an address',
    ['clean', '--target', 'dynamodb', '--dynamodb', 'http://127.0.0.1:1'],
    ['--yes: found nothing, beside --dynamodb URL, expected'],
  ],
  ['an unknown action', ['engines', 'restart'], ['found "restart", expected one of list, install, start, stop']],
  ['a run that is not there', ['report', 'no-such-run', '--out', folder], ['no-such-run']],
  ['no latest run', ['report', 'latest', '--out', join(folder, 'none')], [/found .*expected/]],
  ['a report without a run', ['report'], ['patternbench report: found']],
  ['an unknown format', ['report', 'latest', '--format', 'pdf'], ['--format: found "pdf", expected one of console']],
];

const files: readonly Wrong[] = [
  ['no workload file', ['check', '--workload', 'no-such-file.ts'], ['no-such-file.ts: found']],
  ['a folder as workload', ['check', '--workload', folder], [/found .*expected/]],
  [
    'a syntax error',
    ['check', '--workload', file('syntax.ts', 'const ok = 1;\nexport default {{;\n')],
    [/syntax\.ts:2:\d+: found/],
  ],
  [
    'two syntax-level errors',
    ['check', '--workload', file('two.ts', "import './gone-a.ts';\nimport './gone-b.ts';\n")],
    [/two\.ts:1:\d+: found.*gone-a/, /two\.ts:2:\d+: found.*gone-b/],
  ],
  [
    'nothing exported',
    ['check', '--workload', file('empty.ts', 'export const a = 1;\n')],
    ['empty.ts: found no default export, expected export default defineWorkload'],
  ],
  [
    'something else exported',
    ['check', '--workload', file('else.ts', 'export default { name: "x" };\n')],
    ['else.ts: found the default export {"name":"x"}'],
  ],
  [
    'a module that throws',
    ['check', '--workload', file('throws.ts', 'throw new Error("boom");\nexport default 1;\n')],
    [/throws\.ts.*: found an exception .*boom/],
  ],
  [
    'a workload wrong in many ways',
    [
      'check',
      '--workload',
      file(
        'many.ts',
        workload(
          "const w: any = { name: 'My Shop', title: '', asOf: 'soon', entities: {}, dynamodb: {}, postgres: {}, patterns: [], traffic: { rates: {}, hours: [1], days: [] }, extra: 1 };\nexport default defineWorkload(w);",
        ),
      ),
    ],
    [
      'name: found "My Shop", expected lower-case letters',
      'title: found',
      'asOf: found',
      'entities: found none',
      'patterns: found',
      'traffic.hours: found',
      'traffic.days: found',
      'extra',
    ],
  ],
  ['units without a file', ['units'], ['patternbench units: found']],
  [
    'units of a missing file',
    ['units', join(folder, 'gone.json')],
    ['gone.json: found no such file, expected a JSON file'],
  ],
  ['units of no JSON', ['units', file('not.json', '{"tables": [}')], ['not.json']],
  [
    'units of an unknown table',
    ['units', file('table.json', unitsOf({ id: 'a', operation: 'GetItem', table: 'U', item: null }))],
    [/operations\[0\].*found "U"/],
  ],
  [
    'units of an unknown operation',
    ['units', file('operation.json', unitsOf({ id: 'a', operation: 'GetItems', table: 'T' }))],
    [/operations\[0\].*found "GetItems", expected/],
  ],
  [
    'units of an item without its key',
    ['units', file('key.json', unitsOf({ id: 'a', operation: 'GetItem', table: 'T', item: { v: { S: 'x' } } }))],
    [/operations\[0\]/],
  ],
  ['a bill of a missing file', ['bill', join(folder, 'gone.json')], ['gone.json: found no such file']],
  ['a bill of no JSON', ['bill', file('bill.json', 'region: us-east-1')], ['bill.json']],
  [
    'a bill with two wrong quantities',
    [
      'bill',
      file(
        'two.json',
        JSON.stringify({
          region: 'us-east-1',
          dynamodb: [{ table: 'A', class: 'standard', mode: 'on-demand', readUnits: -1, writeUnits: 'many' }],
        }),
      ),
    ],
    ['readUnits: found -1', 'writeUnits: found "many"'],
  ],
  [
    'a bill in a Region without prices',
    ['bill', file('region.json', JSON.stringify({ region: 'mars-north-1', dynamodb: [] }))],
    ['found "mars-north-1"'],
  ],
];

const one = 'export const options = { vus: 1, iterations: 1 };\nexport default async () => {};\n';
const script = (name: string, text: string): string[] => ['run', file(name, text), ...shop];
const thresholds = (text: string): string =>
  `import { Trend } from 'k6/metrics';\nnew Trend('took');\nexport const options = { vus: 1, iterations: 1, thresholds: ${text} };\nexport default async () => {};\n`;

const scripts: readonly Wrong[] = [
  [
    'k6 modules that cannot be here',
    script('http.ts', `import http from 'k6/http';\nimport sql from 'k6/x/sql';\nhttp.get(sql);\n${one}`),
    [
      /http\.ts:1:18: found an import of k6\/http, expected pattern\(id\) of 'patternbench\/scenario'/,
      /http\.ts:2:17: found an import of k6\/x\/sql, expected pattern\(id\)/,
    ],
  ],
  [
    'a browser and a file from afar',
    script(
      'far.ts',
      `import { browser } from 'k6/browser';\nimport x from 'https://jslib.k6.io/x.js';\nx(browser);\n${one}`,
    ),
    [
      /far\.ts:1:\d+: found an import of k6\/browser/,
      /far\.ts:2:\d+: found an import of https:.*expected a file beside/,
    ],
  ],
  [
    'a name that k6 has and this engine has not',
    script('name.ts', `import { check, randomSeed } from 'k6';\nrandomSeed(check);\n${one}`),
    [/name\.ts:1:17: found an import of randomSeed from k6, expected one of check, fail, group, sleep/],
  ],
  [
    "k6's open()",
    script('open.ts', `const ok = { open: (a: string) => a };\nok.open('x');\nconst data = open('x');\n${one}`),
    [/open\.ts:3:14: found open\(\), expected an import of the file/],
  ],
  [
    'a setup that is none',
    script('setup.ts', `export const setup = 5;\n${one}`),
    [/setup\.ts: setup: found 5, expected a function/],
  ],
  [
    'a metric of a name that there is',
    script('metric.ts', `import { Rate } from 'k6/metrics';\nnew Rate('failed');\n${one}`),
    [/metric\.ts: found an exception .*this tool has a metric of that name/],
  ],
  [
    'thresholds wrong in many ways',
    script(
      'thresholds.ts',
      thresholds(
        "{ http_req_duration: ['p(95)<1'], took: ['count>1', 'p<3'], checks: ['rate>99%'], failed: 'rate<1' }",
      ),
    ),
    [
      'options.thresholds["http_req_duration"]: found invalid threshold defined on http_req_duration',
      'expected response, which counts from the schedule',
      'options.thresholds["took"][0]: found unsupported aggregation method count on metric of type trend',
      'options.thresholds["took"][1]: found "p", expected a percentile with its number',
      'options.thresholds["checks"][0]: found "99%", expected a number without a unit',
      'options.thresholds["failed"]: found "rate<1", expected a list',
    ],
  ],
  [
    'thresholds on what there never is',
    script(
      'never.ts',
      thresholds(
        "{ 'response{pattern:custmer}': ['avg<1'], 'took{pattern:customer}': ['avg<1'], 'failed{scenario:x,phase:later,target:oracle}': ['rate<1'] }",
      ),
    ),
    [
      'found the pattern "custmer", expected customer',
      'found the tag pattern on took, expected a metric of operations',
      'found the scenario "x", expected one of default',
      'found the phase "later", expected one of main, warm-up',
      'found the target "oracle", expected one of dynamodb, postgres',
    ],
  ],
  [
    'an environment that is none',
    ['run', file('env.ts', one), ...shop, '-e', 'novalue'],
    ['-e: found "novalue", expected NAME=VALUE'],
  ],
  [
    'an environment without a script',
    run(...asked, '-e', 'A=b'),
    ['-e: found "A=b", expected nothing without a scenario'],
  ],
];

const all = [...commandLines, ...files, ...scripts];
const ended = new Map<string, Ended>();

beforeAll(async () => {
  const waiting = [...all];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      ended.set(next[0], await typed(next[1], { env: { PATTERNBENCH_CACHE: join(folder, 'cache') } }));
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
});

describe('what is wrong is told whole, with exit code 104', () => {
  it.each(all)('%s: %j', (what, _words, says) => {
    const { code, stdout, stderr } = ended.get(what) ?? { code: null, stdout: '', stderr: '' };
    expect({ code, stdout }, stderr).toEqual({ code: 104, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^patternbench: .+: found .+, expected .+/s);
    for (const part of says) expect(stderr).toMatch(part instanceof RegExp ? part : literally(part));
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it('is a table of more than thirty', () => {
    expect(ended.size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(30);
  });
});

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
