import { describe, expect, it } from 'vitest';
import { exampleRun } from '../src/runs/example-run.fixture.ts';
import { expectGolden } from './golden.fixture.ts';
import { junitReport } from './junit.ts';
import { hostileRun, oneTargetRun } from './runs.fixture.ts';

/** The names of the elements, in order of their ends; throws where they do not nest or a character is not XML's. */
function elements(xml: string): string[] {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml))
    throw new Error('a character that XML has not');
  const open: string[] = [];
  const seen: string[] = [];
  const body = xml.replace(/^<\?xml[^?]*\?>\n/, '');
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  for (let at = 0; at < body.length; at = token.lastIndex) {
    token.lastIndex = at;
    const [, close, name = '', , empty, text] = token.exec(body) ?? [];
    if (name === '' && text === undefined) throw new Error(`not XML at: ${body.slice(at, at + 60)}`);
    if (text !== undefined && /&(?!(amp|lt|gt|quot|apos|#10);)/.test(text)) throw new Error(`a bare & in ${text}`);
    if (name === '') continue;
    if (close === '/' && open.pop() !== name) throw new Error(`</${name}> does not close`);
    if (close === '' && empty === '') open.push(name);
    else seen.push(name);
  }
  expect(open).toEqual([]);
  return seen;
}

describe('the JUnit report', () => {
  it('of five patterns on one target', () => {
    expectGolden('junit.xml', junitReport(oneTargetRun('dynamodb')));
  });

  it('has a test case per verdict and per pattern whose answers were compared', () => {
    const run = exampleRun();
    const cases = elements(junitReport(run)).filter((name) => name === 'testcase');
    expect(cases).toHaveLength(run.verdicts.length + 33);
  });

  it('counts failures and skips in each suite as they are', () => {
    expect(
      [
        ...junitReport(exampleRun()).matchAll(
          /<testsuites? name="([^"]+)" tests="(\d+)" failures="(\d+)" skipped="(\d+)"/g,
        ),
      ].map((found) => found.slice(1)),
    ).toEqual([
      ['patternbench bookshop', '227', '5', '4'],
      ['PostgreSQL 18.4', '97', '0', '3'],
      ['DynamoDB Local 3.3.1 (emulator)', '97', '4', '1'],
      ['answers', '33', '1', '0'],
    ]);
  });

  it('stays XML whatever a name holds', () => {
    expect(elements(junitReport(hostileRun())).filter((name) => name === 'script')).toEqual([]);
  });

  it('passes an answer that differs by design, and says why in no failure', () => {
    expect(junitReport(exampleRun())).toContain(
      '<testcase classname="bookshop.answers.high" name="05 books by title, 20 a page: answers"/>',
    );
  });
});
