import type { Consumed } from '../measure/measurement.ts';
import type { CheckedPattern, CheckRecord } from './check-record.ts';
import { exampleCoverage } from './example-coverage.fixture.ts';
import { type Example, examples, main, people } from './example-patterns.fixture.ts';
import { examplePlan } from './example-plan.fixture.ts';
import type { LedgerRecord } from './ledger-record.ts';
import type { PatternRecord, ResponseTimes, RunRecord, TargetRecord, VerdictRecord } from './run-record.ts';

/** A full run of 33 patterns on both targets, with everything that a record can hold. */
export function exampleRun(): RunRecord {
  return {
    schema: 'patternbench/run@1',
    id: '20261122-174228-512-bookshop-k3f9xq',
    status: 'complete',
    startedAt: '2026-11-22T17:42:28.512Z',
    seconds: 60,
    scenario: {
      name: 'every-pattern',
      kind: 'script',
      load: '200/s',
      warmUpSeconds: 5,
      options: { scenarios: { reads: { executor: 'constant-arrival-rate', rate: 200, duration: '60s' } } },
    },
    dataset: {
      workload: 'bookshop',
      title: '동네 책방 Bookshop',
      randomSeed: 1,
      dau: 1000,
      days: 3,
      asOf: '2026-01-15T00:00:00Z',
      hash: '9f3c21d07be4a1',
      pristine: true,
    },
    environment: {
      patternbench: '0.1.0',
      node: '20.20.2',
      cpu: 'AMD EPYC 7R13',
      cores: 2,
      memoryBytes: 8_589_934_592,
      os: 'Linux 6.1 x64',
      commit: '12175ebe',
    },
    targets: [exampleTarget('postgres'), exampleTarget('dynamodb')],
    verdicts: [...exampleVerdicts('postgres'), ...exampleVerdicts('dynamodb')],
    claims: [
      {
        claim: 'book by ISBN p99',
        says: 'book by ISBN in 5 to 10 ms',
        found: 'p99 2.31 ms on DynamoDB Local',
        verdict: 'not testable here',
        why: 'an emulator’s latency says nothing about DynamoDB’s',
      },
      {
        claim: 'month at 1,000',
        says: 'about $137 a month at 1,000 DAU',
        found: '$62.49 as designed',
        verdict: 'does not hold',
        why: 'the design counts each index as a table of its own',
      },
      {
        claim: 'per user',
        says: 'under $0.20 per user and month',
        found: '$0.062',
        verdict: 'holds',
        why: '$62.49 for 1,000 users',
      },
    ],
    check: exampleCheck(),
    coverage: {
      withoutPath: [
        { target: 'dynamodb', pattern: '01', why: 'no key or index holds ShelfMark' },
        { target: 'dynamodb', pattern: '05', why: 'no key or index holds Title' },
      ],
      unreadIndexes: [{ target: 'dynamodb', table: people, index: 'GSI2' }],
      patterns: exampleCoverage,
    },
    findings: [
      {
        rule: 'scan',
        title: 'a scan that grows with the data',
        severity: 'high',
        about: { target: 'dynamodb', pattern: '01', table: main },
        evidence: '14,211 items evaluated for 1 returned; 1,843.5 read units an operation',
        consequence: 'at 10,000 DAU one such call costs 18,000 read units and takes seconds',
      },
      {
        rule: 'mixed-partition',
        title: 'one index partition for several kinds of record',
        severity: 'medium',
        about: { target: 'dynamodb', table: main, index: 'GSI1' },
        evidence: 'PLATFORM#seoul holds 2,104 books and 31,880 loans',
        consequence: 'lists of books come back with loans among them',
      },
    ],
    plan: examplePlan(),
    notes: ['Targets were run one after the other.'],
  };
}

const provenance = { postgres: 'postgresql 18.4', dynamodb: 'dynamodb-local 3.3.1' } as const;
type Engine = keyof typeof provenance;

function exampleTarget(engine: Engine): TargetRecord {
  return {
    name: engine,
    provenance: provenance[engine],
    latencyIs: engine === 'postgres' ? 'measured' : 'emulator',
    unitsAre: 'reported',
    generator: {
      cpuRatio: 0.41,
      lagP99Ms: 0.32,
      eventLoopRatio: 0.44,
      gcMs: 83,
      workers: 1,
      saturated: false,
      why: '',
    },
    patterns: examples.map((each, index) => examplePattern(each, index, engine)),
    where: engine === 'postgres' ? 'postgres://bench@127.0.0.1:40123/bookshop' : 'http://127.0.0.1:40124',
    client: engine === 'postgres' ? 'pg' : 'sdk',
    pristine: true,
    files: { histograms: `${engine}.hlog`, seconds: `${engine}.seconds.csv` },
    ...(engine === 'dynamodb' ? { ledger: exampleLedger() } : {}),
    notes: engine === 'postgres' ? [] : ['reports 0.5 units for a missing item of a batch'],
  };
}

/** Nine patterns that agree, one whose difference is known, and one that was not compared. */
function exampleLedger(): LedgerRecord {
  const rows = examples.slice(0, 9).map((each, index) => ({
    pattern: idOf(index),
    operations: 10,
    requests: 10,
    notCompared: 0,
    rows: consumedBy(each, 10).map(({ table, index: of, read, write }) => {
      const pair = { read, write };
      return { table, index: of, reported: pair, modelled: pair, faults: [], unexplained: 0 };
    }),
  }));
  const row = {
    table: main,
    index: 'GSI1',
    reported: { read: 4.5, write: 0 },
    modelled: { read: 5.5, write: 0 },
    faults: ['empty-page'],
    unexplained: 1,
    first: 'Query: reported 1 read, by the rules 1.5 read',
  };
  return {
    patterns: [...rows, { pattern: idOf(9), operations: 10, requests: 11, notCompared: 1, rows: [row] }],
    faults: [
      {
        id: 'empty-page',
        text: 'a page that finds nothing costs nothing; the rule: half a unit',
        modelStandsIn: false,
      },
    ],
    left: [{ pattern: idOf(10), why: 'not within 40 s' }],
  };
}

const idOf = (index: number) => String(index + 1).padStart(2, '0');

function examplePattern(of: Example, index: number, engine: Engine): PatternRecord {
  const scheduled = of.class === 'low' && of.kind === 'scan' ? 180 : 1500 - 7 * index;
  const dropped = engine === 'dynamodb' && of.name === 'books by title, 20 a page' ? 31 : 0;
  const failed = engine === 'dynamodb' && of.name === 'public feed, newest 50' ? 3 : 0;
  const completed = scheduled - dropped - failed;
  const consumed = engine === 'dynamodb' ? consumedBy(of, completed + failed) : [];
  const response = times(engine === 'postgres' ? of.postgresMs : of.dynamodbMs, dropped > 0);
  return {
    pattern: idOf(index),
    name: of.name,
    class: of.class,
    scheduled,
    completed,
    failed,
    dropped,
    errors: {
      throttled: 0,
      timeout: failed > 0 ? 1 : 0,
      connection: 0,
      server: 0,
      malformed: 0,
      wrong: failed > 0 ? 2 : 0,
    },
    response,
    service: {
      p50: response.p50,
      p90: response.p90,
      p95: response.p95,
      p99: response.p99,
      p999: response.p999,
      max: response.max,
    },
    lag: { p50: 0.1, p99: 0.32, max: 1.9 },
    items: of.items * completed,
    bytes: of.items * completed * 842,
    consumed,
    ...(engine === 'postgres'
      ? { postgres: { rows: of.items * completed, buffersHit: 4 * completed, buffersRead: 12 } }
      : {}),
    unitsAre: 'reported',
    modelled: consumed,
    requests: completed + failed,
    evaluated: (of.evaluated ?? of.items) * completed,
    verified: Math.floor(completed / 20),
    objectiveIs: of.limitMs === 10 ? 'design' : 'assumed',
    access: access(of, engine),
    failures:
      failed === 0
        ? []
        : [{ kind: 'wrong', detail: 'row 7: Title is "달과 6펜스", the dataset has "달과 6 펜스"', count: 2 }],
    phases: [
      {
        phase: 'warm-up',
        counted: false,
        scheduled: 100,
        completed: 100,
        failed: 0,
        dropped: 0,
        response: times([3, 31], false),
      },
    ],
  };
}

function access(of: Example, engine: Engine): PatternRecord['access'] & object {
  if (of.kind === 'write') return { kind: 'write', steps: [engine === 'postgres' ? 'Insert' : `PutItem ${of.table}`] };
  if (engine === 'postgres') return { kind: 'index', steps: ['Index Scan using books_pkey'] };
  if (of.kind === 'scan') return { kind: 'scan', steps: [`Scan ${of.table}`] };
  return { kind: of.kind, steps: [`Query ${of.table}${of.index === undefined ? '' : ` ${of.index}`}`] };
}

function consumedBy(of: Example, operations: number): readonly Consumed[] {
  const { table, index = null, units } = of;
  if (of.kind !== 'write') return [{ table, index, read: units * operations, write: 0 }];
  return [
    { table, index: null, read: 0, write: units * operations },
    ...(of.indexUnits ?? []).map((each, at) => ({ table, index: `GSI${at + 1}`, read: 0, write: each * operations })),
  ];
}

function times([p50, p99]: readonly [number, number], drops: boolean): ResponseTimes {
  const at = (share: number) => Math.round((p50 + (p99 - p50) * share) * 1000) / 1000;
  const tail = { p99: drops ? null : p99, p999: drops ? null : at(1.4) };
  const interval = [at(0.93), drops ? null : at(1.08)] as const;
  return { p50, p90: at(0.4), p95: at(0.62), ...tail, max: at(1.8), p99Interval: interval };
}

function exampleVerdicts(engine: Engine): VerdictRecord[] {
  return examples.flatMap((each, index) => {
    const record = examplePattern(each, index, engine);
    return [
      ...latencyVerdict(record, each.limitMs, engine),
      failedVerdict(record, engine),
      droppedVerdict(record, engine),
    ];
  });
}

const emulated = (engine: Engine) => (engine === 'dynamodb' ? ' (the latency of an emulator, not of DynamoDB)' : '');

function latencyVerdict(of: PatternRecord, limitMs: number | null, engine: Engine): VerdictRecord[] {
  if (limitMs === null) return [];
  const head = {
    target: engine,
    pattern: of.pattern,
    objective: `response p(99) < ${limitMs}ms`,
    value: of.response.p99,
  };
  const { p99, p99Interval } = of.response;
  const [low, high] = p99Interval ?? [null, null];
  if (of.scheduled < 1000) {
    return [{ ...head, verdict: 'unproven', why: `${of.scheduled} samples; a p99 needs 1,000${emulated(engine)}` }];
  }
  if (p99 === null) {
    return [
      {
        ...head,
        verdict: 'missed',
        why: `31 arrivals were dropped after 10 s, the p99 falls among them${emulated(engine)}`,
      },
    ];
  }
  if (low !== null && high !== null && low < limitMs && high > limitMs) {
    return [
      {
        ...head,
        verdict: 'unproven',
        why: `the 95 % interval ${low} to ${high} ms lies across ${limitMs} ms${emulated(engine)}`,
      },
    ];
  }
  const verdict = p99 < limitMs ? 'met' : 'missed';
  return [{ ...head, verdict, why: `p99 ${p99} ms, 95 % interval ${low} to ${high} ms${emulated(engine)}` }];
}

function failedVerdict(of: PatternRecord, engine: Engine): VerdictRecord {
  const verdict = of.failed === 0 ? 'met' : 'missed';
  const why = of.failed === 0 ? 'none failed' : '3 of 1,437 failed: 2 wrong, 1 timeout';
  return { target: engine, pattern: of.pattern, objective: 'failed == 0', value: of.failed, verdict, why };
}

function droppedVerdict(of: PatternRecord, engine: Engine): VerdictRecord {
  const verdict = of.dropped === 0 ? 'met' : 'missed';
  const why =
    of.dropped === 0 ? 'none dropped' : `${of.dropped} of ${of.scheduled} waited 10 s for a slot and were dropped`;
  return { target: engine, pattern: of.pattern, objective: 'dropped == 0', value: of.dropped, verdict, why };
}

function exampleCheck(): CheckRecord {
  return { patterns: examples.map((each, index) => checked(each, index)) };
}

function checked(of: Example, index: number): CheckedPattern {
  const polluted = of.name.startsWith('책 목록');
  const byDesign = of.name === 'books by title, 20 a page';
  return {
    pattern: idOf(index),
    name: of.name,
    class: of.class,
    parameters: 29,
    ...(byDesign ? { left: [{ target: 'dynamodb', parameters: 4 }] } : {}),
    verdict: polluted ? 'differs' : byDesign ? 'differs by design' : 'equal',
    difference: polluted
      ? 'publisher "민음사": row 3 is loan L-20418 on dynamodb and book 9788937460449 on postgres'
      : null,
    why: byDesign ? 'the scan finds matches in another order' : null,
    dataset: [
      { target: 'postgres', verdict: 'equal', difference: null },
      {
        target: 'dynamodb',
        verdict: polluted ? 'differs' : 'equal',
        difference: polluted ? 'row 3 is of another kind' : null,
      },
    ],
  };
}
