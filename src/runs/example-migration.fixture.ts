import type { MigrationFigures, MigrationPhaseRecord, MigrationRecord } from './migration-record.ts';

/** A migration in three phases, with everything that its record can hold. */
export function exampleMigration(): MigrationRecord {
  return {
    phases: [
      phase(
        { phase: 'dual write', startSeconds: 0, dynamodb: 0, shadow: 0 },
        { asked: 120, compared: 0, mismatches: 0 },
      ),
      phase(
        { phase: '10 % of reads', startSeconds: 20, dynamodb: 10, shadow: 100 },
        { asked: 600, compared: 480, mismatches: 3 },
      ),
      {
        ...phase({ phase: 'DynamoDB alone', startSeconds: 40, dynamodb: 100, shadow: 0 }, nothingBetween),
        writes: ['dynamodb'],
      },
    ],
    pricing: {
      dau: 1000,
      region: 'us-east-1',
      mode: 'as designed',
      notes: ['Not answered by DynamoDB, so in no month: 32, 33.'],
    },
  };
}

const nothingBetween = { asked: 600, compared: 0, mismatches: 0 };

interface Times {
  readonly phase: string;
  readonly startSeconds: number;
  readonly dynamodb: number;
  readonly shadow: number;
}

interface Between {
  readonly asked: number;
  readonly compared: number;
  readonly mismatches: number;
}

function phase({ phase: name, startSeconds, dynamodb, shadow }: Times, between: Between): MigrationPhaseRecord {
  return {
    phase: name,
    startSeconds,
    seconds: 20,
    reads: { postgres: 100 - dynamodb, dynamodb },
    shadow,
    writes: ['postgres', 'dynamodb'],
    secondWrite: 'awaited',
    ...figures(between, '01 '),
    patterns: [{ pattern: '01', ...figures(between, '') }],
    month: { postgresUsd: 52.05, dynamodbUsd: 11.2 + dynamodb / 4 },
  };
}

function figures({ asked, compared, mismatches }: Between, of: string): MigrationFigures {
  return {
    scheduled: 600,
    completed: 598,
    failed: 1,
    dropped: 1,
    response: { p50: 2.4, p90: 4.1, p95: 5.2, p99: 11.7, p999: 20.2, max: 21.5, p99Interval: [9.8, 14.2] },
    engines: [
      { ...engine('postgres', 600), consumed: [] },
      {
        ...engine('dynamodb', asked),
        consumed: [{ table: 'Bookshop', index: null, read: asked / 2, write: asked / 4 }],
      },
    ],
    compared,
    late: mismatches,
    mismatches,
    firstMismatch: mismatches === 0 ? null : `${of}{"isbn":"9788937460449"}: price: postgres has 12, dynamodb has 13`,
    halfWrites: mismatches,
    halfReads: mismatches,
    firstHalf: mismatches === 0 ? null : `${of}postgres has it, dynamodb failed (timeout)`,
    extra: { requests: asked, readUnits: asked / 2, writeUnits: asked / 4, spared: 0 },
  };
}

function engine(name: string, operations: number): MigrationFigures['engines'][number] {
  return {
    engine: name,
    operations,
    failed: 1,
    requests: operations,
    items: operations,
    evaluated: operations,
    bytes: operations * 800,
    service: { p50: 1.2, p90: 2.2, p95: 3.1, p99: 6.4, p999: 9.9, max: 12.5 },
    consumed: [],
  };
}
