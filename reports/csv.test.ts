import { describe, expect, it } from 'vitest';
import { csvReport } from './csv.ts';
import { expectGolden } from './golden.fixture.ts';
import { hostileName, hostileRun, oneTargetRun } from './runs.fixture.ts';

/** A reader as RFC 4180 describes it, to read back what was written. */
function parsed(text: string): string[][] {
  const records: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const field = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(text.slice(at));
    if (field === null) throw new Error(`no field at ${at}: ${text.slice(at, at + 40)}`);
    records.at(-1)?.push(field[1] === undefined ? (field[2] ?? '') : field[1].replaceAll('""', '"'));
    if (field[3] === '\r\n') records.push([]);
    at += field[0].length;
  }
  return records.slice(0, -1);
}

describe('the CSV report', () => {
  it('of two patterns on an emulator', () => {
    expectGolden('report.csv', csvReport(oneTargetRun('dynamodb', 2)));
  });

  it('has as many fields in every record, whatever a name holds', () => {
    const records = parsed(csvReport(hostileRun()));
    const [head = []] = records;
    expect(records.every((record) => record.length === head.length)).toBe(true);
    expect(new Set(records.slice(1).map((record) => record[head.indexOf('name')]))).toEqual(new Set([hostileName]));
  });

  it('puts each value into the column of its unit, and into no other', () => {
    const [head = [], ...records] = parsed(csvReport(oneTargetRun('postgres', 5)));
    const values = head.map((name, at) => [name, at] as const).filter(([name]) => name.startsWith('value_'));
    for (const record of records) {
      const filled = values.filter(([, at]) => record[at] !== '').map(([name]) => name);
      expect([['value_ms'], ['value_count'], ['value_bytes']]).toContainEqual(filled);
    }
  });
});
