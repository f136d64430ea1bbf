import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { localCopyFolder, ownCache } from '../src/engines/engines.fixture.ts';
import type { FindingRecord } from '../src/runs/coverage-record.ts';
import { type Ended, typed } from './command-line.ts';

// A shop with planted faults and its clean twin, checked on a PostgreSQL and a DynamoDB Local of their own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const { cache, remove } = ownCache();
const size = ['--dau', '20', '--days', '10'];
let env: Readonly<Record<string, string>> = {};

const check = (shop: string, ...words: string[]): Promise<Ended> =>
  typed(['check', '--workload', `test/${shop}/workload.ts`, '--quiet', ...size, ...words], { env });

beforeAll(async () => {
  env = { PATTERNBENCH_CACHE: cache, PATTERNBENCH_DYNAMODB_LOCAL: await localCopyFolder() };
  const { code, stderr } = await typed(['engines', 'start'], { env });
  expect(code, stderr).toBe(0);
});

afterAll(async () => {
  await typed(['engines', 'stop'], { env });
  remove();
});

describe('the shop with planted faults', () => {
  let findings: readonly FindingRecord[] = [];
  const found = (rule: string) => findings.filter((one) => one.rule === rule);

  beforeAll(async () => {
    findings = JSON.parse((await check('faulty-shop', '--json')).stdout).findings;
  });

  it('is found guilty of these and of nothing else, the worst first', () => {
    expect(findings.map(({ severity, rule, about }) => ({ severity, rule, about }))).toEqual([
      { severity: 'high', rule: 'wrong-order', about: { target: 'postgres', pattern: 'orders' } },
      {
        severity: 'high',
        rule: 'mixed-partition',
        about: { target: 'dynamodb', pattern: 'by-status', table: 'FaultyShop', index: 'ByStatus' },
      },
      { severity: 'high', rule: 'scan', about: { target: 'dynamodb', pattern: 'by-city', table: 'FaultyShop' } },
      { severity: 'medium', rule: 'hot-key', about: { target: 'dynamodb', table: 'FaultyShop', index: 'Feed' } },
      {
        severity: 'medium',
        rule: 'write-amplification',
        about: { target: 'dynamodb', pattern: 'place-order', table: 'FaultyShop' },
      },
    ]);
  });

  it('has a missing index: every customer, order and complaint is read for a city’s customers', () => {
    // 60 customers, 400 orders and 200 complaints, for 60 customers ÷ 3 cities.
    expect(found('scan')[0]?.evidence).toContain('660 items evaluated for 20 items returned, 22.5 read units');
    expect(found('scan')[0]?.consequence).toContain('no key or index serves City = :city');
  });

  it('has a polluted index partition: complaints among the open orders', () => {
    // Of 400 orders about a tenth are open; all 200 complaints are.
    expect(found('mixed-partition')[0]?.evidence).toBe(
      '1 of 3 keys seen holds several kinds. STATUS#open holds 31 order and 200 complaint, and by-status asks for order: 86.6 % of what lies there is not. On DynamoDB by-status does not answer what the dataset says',
    );
  });

  it('has a hot key: the whole feed under one', () => {
    // 480 reads a day of 4.5 units, of which 9 ÷ 134 fall into the busiest hour: 0.0403 units/s a user, 3,000 at 74,445.
    expect(found('hot-key')[0]?.evidence).toBe(
      'FEED takes 100 % of the read units (feed) and reaches 3,000 read units/s at 74,445 DAU in the busiest hour. 1 key seen in the index',
    );
  });

  it('sorts the wrong way in PostgreSQL', () => {
    expect(found('wrong-order')[0]?.evidence).toBe(
      '16 of 16 lists are not by createdAt, highest first. drawn 1: [1].createdAt: expected "createdAt not above 2026-01-06T00:54:00.000Z", found "2026-01-06T02:06:00.000Z"',
    );
  });

  it('says so to a person, and ends as the differences alone have it', async () => {
    const { code, stdout } = await check('faulty-shop');
    expect(code).toBe(99);
    expect(stdout).toContain('5 findings: 3 high, 2 medium');
    expect(stdout).toContain('one partition key takes too much of the traffic · FaultyShop Feed');
  });
});

describe('the shop, its clean twin', () => {
  it('has nothing against it', async () => {
    const { code, stdout } = await check('shop');
    expect(code).toBe(0);
    expect(stdout).toContain('no findings: no rule of design has evidence against it in this check');
  });
});
