import type { PatternClass } from '../workload/pattern.ts';

/** What a made-up bookshop does, for tests of what reads and renders runs. */
export interface Example {
  readonly name: string;
  readonly class: PatternClass;
  readonly kind: 'key' | 'index' | 'scan' | 'write';
  readonly table: string;
  readonly index?: string;
  /** Units per operation of the table, and of each index a write reaches. */
  readonly units: number;
  readonly indexUnits?: readonly number[];
  readonly items: number;
  readonly evaluated?: number;
  readonly limitMs: number | null;
  /** p50 and p99 on PostgreSQL and on DynamoDB. */
  readonly postgresMs: readonly [number, number];
  readonly dynamodbMs: readonly [number, number];
}

export const main = 'Shop-Main';
export const people = 'Shop-People';
const plans = 'Shop-Plans';

type Row = readonly [
  name: string,
  kind: Example['kind'],
  table: string,
  index: string | null,
  units: number,
  items: number,
  limitMs: number | null,
  postgresMs: readonly [number, number],
  dynamodbMs: readonly [number, number],
];

const high: readonly Row[] = [
  ['book by shelf mark', 'scan', main, null, 1843.5, 1, 10, [0.38, 0.91], [412, 689]],
  ['book by ISBN', 'key', main, null, 0.5, 1, 10, [0.41, 0.93], [1.12, 2.31]],
  ['책 목록: 출판사별, 20권씩', 'index', main, 'GSI1', 9.5, 20, 100, [0.92, 2.2], [3.87, 8.1]],
  ['books by language, 20 a page', 'index', main, 'GSI3', 9.5, 20, 100, [0.98, 2.6], [3.91, 8.44]],
  ['books by title, 20 a page', 'scan', main, null, 1843.5, 20, 100, [1.4, 3.9], [431, 702]],
  ['draft books (staff)', 'index', main, 'GSI2', 6, 12, 100, [0.8, 1.9], [2.9, 6.6]],
  ['책과 독자 서평 전체', 'key', main, null, 4.5, 9, 50, [1.02, 2.84], [2.44, 5.12]],
  ['a reader’s loans, newest 20', 'key', main, null, 12.5, 20, 50, [1.31, 3.3], [4.05, 9.2]],
  ['public feed, newest 50', 'index', main, 'GSI1', 31, 50, 100, [2.1, 5.2], [8.3, 17.4]],
  ['own loans and public feed, merged, 20 a page', 'index', main, 'GSI1', 43.5, 20, 100, [3.4, 8.8], [12.9, 27.1]],
  ['one loan in full', 'key', main, null, 1, 1, 10, [0.44, 1.02], [1.22, 2.9]],
  ['loans by branch', 'index', main, 'GSI2', 12, 20, 100, [1.2, 3.1], [4.2, 9.3]],
  ['대출 기록하기', 'write', main, null, 1, 0, 20, [0.93, 19.6], [2.2, 6.01]],
  ['reviews of a book', 'key', main, null, 4, 8, 50, [0.8, 2.1], [2.2, 4.8]],
  ['check today’s loans (limit)', 'key', main, null, 0.5, 1, 10, [0.39, 10.4], [1.04, 2.2]],
  ['log a loan action', 'write', main, null, 1, 0, 20, [0.61, 2.0], [1.9, 4.7]],
  ['a reader’s plan limits', 'index', people, 'GSI3', 1, 1, 20, [0.5, 1.3], [2.31, 5.0]],
  ['store hints on a loan', 'write', main, null, 5, 0, 20, [1.1, 3.4], [2.7, 7.7]],
  ['hints of a loan', 'key', main, null, 1, 1, 10, [0.42, 0.97], [1.2, 2.6]],
];
const medium: readonly Row[] = [
  ['create an import job', 'write', main, null, 1, 0, 20, [0.8, 2.4], [2.1, 5.3]],
  ['job by id', 'key', main, null, 0.5, 1, 30, [0.4, 0.9], [1.1, 2.3]],
  ['작업 상태별 목록', 'index', main, 'GSI2', 8, 25, 100, [1.3, 3.4], [4.0, 8.9]],
  ['jobs by type', 'index', main, 'GSI1', 8, 25, 100, [1.2, 3.2], [3.8, 8.2]],
  ['update a job’s status', 'write', main, null, 1, 0, 20, [0.9, 2.9], [2.3, 6.2]],
];
const low: readonly Row[] = [
  ['list all readers (staff)', 'scan', people, null, 128, 25, 500, [2.8, 6.1], [38, 71]],
  ['reader by e-mail', 'key', people, null, 0.5, 1, 10, [0.4, 1.0], [1.1, 2.4]],
  ['reader by Google id', 'index', people, 'GSI1', 0.5, 1, 30, [0.5, 1.1], [1.3, 2.8]],
  ['change a reader’s plan', 'write', people, null, 1, 0, 20, [0.9, 2.7], [2.4, 6.4]],
  ['독자 목록: 요금제별', 'index', people, 'GSI2', 14, 25, 100, [1.9, 4.1], [5.5, 11.9]],
  ['list plans', 'index', plans, 'GSI1', 0.5, 3, 100, [0.4, 0.8], [1.1, 2.2]],
  ['a reader’s statistics', 'key', main, null, 96, 210, 500, [3.9, 9.4], [31, 60]],
  ['usage statistics (staff)', 'scan', main, null, 1843.5, 1, null, [41, 88], [433, 711]],
  ['most active readers', 'scan', main, null, 1843.5, 10, null, [52, 101], [440, 730]],
];

/** 33 patterns of three classes, numbered from 01. */
export const examples: readonly Example[] = [
  ...high.map((row) => example('high', row)),
  ...medium.map((row) => example('medium', row)),
  ...low.map((row) => example('low', row)),
];

function example(
  patternClass: PatternClass,
  [name, kind, table, index, units, items, limitMs, postgresMs, dynamodbMs]: Row,
): Example {
  return {
    name,
    class: patternClass,
    kind,
    table,
    ...(index === null ? {} : { index }),
    units,
    ...(kind === 'write' ? { indexUnits: table === main ? [1, 1, 1] : [2, 1] } : {}),
    items,
    ...(kind === 'scan' ? { evaluated: 14_211 } : {}),
    limitMs,
    postgresMs,
    dynamodbMs,
  };
}
