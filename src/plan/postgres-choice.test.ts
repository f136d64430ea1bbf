import { describe, expect, it } from 'vitest';
import { priceTable } from '../bill/price-table.ts';
import { type PostgresNeed, type PostgresWish, postgresChoice } from './postgres-choice.ts';

const gib = 2 ** 30;
const byRule: PostgresWish = { instanceClass: null, multiAz: false, aurora: false };
const small: PostgresNeed = { bytes: 10 * gib, hotBytes: 0.5 * gib, peakCpus: 0.1, meanCpus: 0.05, pagesPerSecond: 3 };
const choice = (need: Partial<PostgresNeed>, wish: Partial<PostgresWish> = {}, region = 'us-east-1') =>
  postgresChoice({ ...small, ...need }, { ...byRule, ...wish }, priceTable(), region, 730);

describe('the class that is chosen in us-east-1', () => {
  it.each<[string, Partial<PostgresNeed>, string]>([
    ['the smallest, where all fits', {}, 'db.t4g.micro'],
    ['0.75 GiB in use is what 1 GiB holds', { hotBytes: 0.75 * gib }, 'db.t4g.micro'],
    ['a little more in use needs 2 GiB', { hotBytes: 0.76 * gib }, 'db.t4g.small'],
    ['6 GiB in use need 8 GiB', { hotBytes: 6 * gib }, 'db.t4g.large'],
    ['12 GiB in use need 16 GiB', { hotBytes: 12 * gib }, 'db.r6g.large'],
    ['above a tenth of two processors on average a micro runs out of credits', { meanCpus: 0.21 }, 'db.t4g.small'],
    ['above three tenths every t4g does', { meanCpus: 0.61 }, 'db.m6g.large'],
  ])('%s', (_, need, expected) => {
    expect(choice(need)).toMatchObject({ use: { class: expected, multiAz: false }, mode: `${expected}, single AZ` });
  });

  it.each<[string, Partial<PostgresNeed>]>([
    ['no class has more than 16 GiB', { hotBytes: 12.1 * gib }],
    ['no class has more than two processors, of which 60 % may be busy', { peakCpus: 1.21 }],
  ])('is none where %s, and says so', (_, need) => {
    const none = choice(need);
    expect(none.use).toBeNull();
    expect(none.why).toContain('no single AZ class of the price table is large enough (up to db.r7g.large)');
  });

  it('has 20 % of room in whole GB, and never less than 20 GB', () => {
    expect(choice({ bytes: 100.1 * gib }).use).toMatchObject({ storageGb: 121 });
    expect(choice({ bytes: gib }).use).toMatchObject({ storageGb: 20 });
  });
});

describe('what the user names', () => {
  it('is taken, and told to be too small where it is by the rule', () => {
    const named = choice({ hotBytes: 100 * gib }, { instanceClass: 'db.t4g.small', multiAz: true });
    expect(named).toMatchObject({ use: { class: 'db.t4g.small', multiAz: true }, mode: 'db.t4g.small, Multi-AZ' });
    expect(named.why).toContain('by the rule it is too small');
  });

  it('Aurora has what memory or processors need, in half units', () => {
    // 3 GiB in use ÷ 0.75 ÷ 2 GiB = 2 ACU.
    expect(choice({ hotBytes: 3 * gib }, { aurora: true }).use).toEqual({
      engine: 'aurora-serverless-v2',
      acu: 2,
      storageGb: 10,
      ioRequests: 3 * 3600 * 730,
    });
    // 0.9 processors ÷ 0.6 ÷ 0.5 = 3 ACU.
    expect(choice({ meanCpus: 0.9 }, { aurora: true }).use).toMatchObject({ acu: 3 });
    expect(choice({ hotBytes: 0, meanCpus: 0 }, { aurora: true }).use).toMatchObject({ acu: 0.5 });
  });
});

it('a Region without an RDS price has no estimate, and says what would bring one', () => {
  expect(choice({}, {}, 'ap-northeast-1')).toMatchObject({ use: null, mode: 'RDS, single AZ' });
  expect(choice({}, {}, 'ap-northeast-1').why).toContain('no RDS price of a single AZ class in ap-northeast-1');
});
