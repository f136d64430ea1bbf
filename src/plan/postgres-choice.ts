import type { PostgresUse } from '../bill/bill-file.ts';
import { compare } from '../bill/exact.ts';
import { findPrice, instanceClasses, type PriceTable, priceNames } from '../bill/price.ts';

/** What PostgreSQL is to hold and to do. */
export interface PostgresNeed {
  readonly bytes: number;
  /** What is to be in memory. */
  readonly hotBytes: number;
  /** `null`: no run says. */
  readonly peakCpus: number | null;
  readonly meanCpus: number | null;
  readonly pagesPerSecond: number | null;
}

export interface PostgresWish {
  /** Named by the user; `null`: chosen by the rule. */
  readonly instanceClass: string | null;
  readonly multiAz: boolean;
  readonly aurora: boolean;
}

/** A database with the reason for it in a sentence; `use: null` where none can be told. */
export interface PostgresChoice {
  readonly use: PostgresUse | null;
  /** `db.t4g.small, single AZ`. */
  readonly mode: string;
  readonly why: string;
}

/** Of an instance's memory, what PostgreSQL and the page cache have for data. */
export const memoryForData = 0.75;
/** Of its processors, what may be busy in the busiest hour. */
export const busiestUse = 0.6;
/** Days of history that are taken to be read all the time. */
export const hotDays = 7;
/** Storage is ordered with so much room, in whole GB, and not below what RDS sells. */
export const storageRoom = 1.2;
const leastStorageGb = 20;
/** An Aurora capacity unit has 2 GiB, and half a processor is taken for it. */
const gibPerAcu = 2;
const cpusPerAcu = 0.5;
const leastAcu = 0.5;

interface InstanceSize {
  readonly cpus: number;
  readonly gib: number;
  /** What a burstable class may use on average, of each processor; 1 for the others. */
  readonly baseline: number;
}

/** Sizes of the classes that the price table knows. */
const instanceSizes: Readonly<Record<string, InstanceSize>> = {
  'db.t4g.micro': { cpus: 2, gib: 1, baseline: 0.1 },
  'db.t4g.small': { cpus: 2, gib: 2, baseline: 0.2 },
  'db.t4g.medium': { cpus: 2, gib: 4, baseline: 0.2 },
  'db.t4g.large': { cpus: 2, gib: 8, baseline: 0.3 },
  'db.m6g.large': { cpus: 2, gib: 8, baseline: 1 },
  'db.m7g.large': { cpus: 2, gib: 8, baseline: 1 },
  'db.r6g.large': { cpus: 2, gib: 16, baseline: 1 },
  'db.r7g.large': { cpus: 2, gib: 16, baseline: 1 },
};

const gib = 2 ** 30;

/** The cheapest class that is large enough, or what the user named. */
export function postgresChoice(
  need: PostgresNeed,
  wish: PostgresWish,
  prices: PriceTable,
  region: string,
  hoursPerMonth: number,
): PostgresChoice {
  if (wish.aurora) return aurora(need, hoursPerMonth);
  const zone = wish.multiAz ? 'Multi-AZ' : 'single AZ';
  const storageGb = Math.max(leastStorageGb, Math.ceil((need.bytes / gib) * storageRoom));
  const use = (name: string): PostgresUse => ({ engine: 'rds', class: name, multiAz: wish.multiAz, storageGb });
  const needs = needWords(need);
  if (wish.instanceClass !== null) {
    const mode = `${wish.instanceClass}, ${zone}`;
    return {
      use: use(wish.instanceClass),
      mode,
      why: `named by the user; ${needs}${fitWords(need, wish.instanceClass)}`,
    };
  }
  const priced = pricedClasses(prices, region, wish.multiAz);
  const fitting = priced.find((name) => isEnough(need, name));
  if (fitting !== undefined) {
    const mode = `${fitting}, ${zone}`;
    return { use: use(fitting), mode, why: `the cheapest class of the price table that is large enough; ${needs}` };
  }
  const none =
    priced.length === 0
      ? `no RDS price of a ${zone} class in ${region}: --prices brings one, or --postgres-class names one`
      : `no ${zone} class of the price table is large enough (up to ${priced.at(-1)}): --postgres-class names one, --aurora plans Aurora`;
  return { use: null, mode: `RDS, ${zone}`, why: `${none}; ${needs}` };
}

function aurora(need: PostgresNeed, hoursPerMonth: number): PostgresChoice {
  const forMemory = need.hotBytes / gib / memoryForData / gibPerAcu;
  const forCpus = (need.meanCpus ?? 0) / busiestUse / cpusPerAcu;
  const acu = Math.max(leastAcu, Math.ceil(2 * Math.max(forMemory, forCpus)) / 2);
  return {
    use: {
      engine: 'aurora-serverless-v2',
      acu,
      storageGb: need.bytes / gib,
      ioRequests: (need.pagesPerSecond ?? 0) * 3600 * hoursPerMonth,
    },
    mode: 'Aurora Serverless v2',
    why: `${acu} ACU through the month, in half units, for what memory (${gibPerAcu} GiB an ACU) or processors need; ${needWords(need)}`,
  };
}

/** Cheapest first. */
function pricedClasses(prices: PriceTable, region: string, multiAz: boolean): readonly string[] {
  return instanceClasses(prices)
    .flatMap((name) => {
      const price = findPrice(prices, region, priceNames.instance(name, multiAz));
      return price === null || instanceSizes[name] === undefined ? [] : [{ name, usd: price.usd }];
    })
    .sort((one, other) => compare(one.usd, other.usd))
    .map(({ name }) => name);
}

function isEnough(need: PostgresNeed, name: string): boolean {
  const size = instanceSizes[name];
  if (size === undefined) return false;
  return (
    need.hotBytes <= size.gib * gib * memoryForData &&
    (need.peakCpus ?? 0) <= size.cpus * busiestUse &&
    (need.meanCpus ?? 0) <= size.cpus * size.baseline
  );
}

function fitWords(need: PostgresNeed, name: string): string {
  if (instanceSizes[name] === undefined) return '; its size is not known here';
  return isEnough(need, name) ? '' : '; by the rule it is too small';
}

function needWords({ bytes, hotBytes, peakCpus, meanCpus }: PostgresNeed): string {
  const cpus =
    peakCpus === null || meanCpus === null
      ? 'processor time unproven (no run on PostgreSQL)'
      : `${figure(peakCpus)} processors busy at the peak, ${figure(meanCpus)} on average`;
  return `${figure(bytes / gib)} GiB stored, ${figure(hotBytes / gib)} GiB of it in use, ${cpus}`;
}

function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
