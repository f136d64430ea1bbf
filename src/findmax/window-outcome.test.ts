import { describe, expect, it } from 'vitest';
import type { GeneratorRecord, PatternRecord, RunRecord, VerdictRecord } from '../runs/run-record.ts';
import { type WindowEvidence, windowOutcome } from './window-outcome.ts';

const order = { number: 1, purpose: 'growing', perSecond: 1000, settleSeconds: 2, seconds: 6 } as const;
const steady = Array.from({ length: 8 }, (_, at) => ({ second: at + 1, inFlight: 5, waiting: 0 }));
const well: GeneratorRecord = { cpuRatio: 0.3, lagP99Ms: 0.4, eventLoopRatio: 0.4, workers: 1, saturated: false };
const late: GeneratorRecord = { ...well, lagP99Ms: 40, saturated: true, why: 'operations started 40 ms late at p99' };

type Given = Pick<VerdictRecord, 'objective' | 'value' | 'verdict'>;

/** A window of one pattern whose verdicts are given, beside that none failed and none was dropped. */
function evidence(
  verdicts: readonly Given[],
  {
    generator = well,
    scheduled = 6000,
    ...rest
  }: Partial<WindowEvidence> & Partial<PatternRecord & Pick<RunRecord['targets'][number], 'generator'>> = {},
): WindowEvidence {
  const errors = { throttled: 0, timeout: 0, connection: 0, server: 0, malformed: 0, wrong: 0 };
  const response = { p50: 4, p90: 5, p95: 6, p99: 7, p999: 8, max: 9, p99Interval: null };
  const pattern: PatternRecord = {
    pattern: 'a',
    name: 'a',
    class: 'high',
    scheduled,
    completed: scheduled,
    failed: 0,
    dropped: 0,
    errors,
    response,
    service: { p50: 4 },
    lag: { p50: 0, p99: 0, max: 0 },
    items: 0,
    bytes: 0,
    consumed: [],
  };
  const target = { name: 'postgres', provenance: 'p', latencyIs: 'measured', unitsAre: 'reported' } as const;
  const record: RunRecord = {
    schema: 'patternbench/run@1',
    id: 'x',
    status: 'complete',
    startedAt: '2026-01-15T12:00:00.000Z',
    seconds: 6,
    scenario: { name: 'x', options: {} },
    dataset: { workload: 'shop', randomSeed: 1, dau: 1, hash: '' },
    environment: { patternbench: '', node: '', cpu: '', cores: 1 },
    targets: [{ ...target, generator, patterns: [pattern] }],
    verdicts: verdicts.map((verdict) => ({
      target: 'postgres',
      pattern: 'a',
      why: `it was ${verdict.value}`,
      ...verdict,
    })),
    claims: [],
  };
  return { order, record, points: steady, givenUp: null, maxInFlight: 1000, ...rest };
}

const p99 = (verdict: VerdictRecord['verdict'], value: number | null): Given => ({
  objective: 'response p(99) < 50ms',
  verdict,
  value,
});
const failed = (verdict: VerdictRecord['verdict'], value: number): Given => ({
  objective: 'failed == 0',
  verdict,
  value,
});
const dropped = (verdict: VerdictRecord['verdict'], value: number): Given => ({
  objective: 'dropped == 0',
  verdict,
  value,
});
const growing = Array.from({ length: 8 }, (_, at) => ({ second: at + 1, inFlight: 30 * at, waiting: 0 }));
const unsent = [{ second: 1, inFlight: 20, waiting: 1500 }];

describe('a window', () => {
  it.each<[string, WindowEvidence, string]>([
    ['whose objectives are met', evidence([p99('met', 7), failed('met', 0)]), 'met'],
    ['whose interval reaches beyond the limit', evidence([p99('unproven', 45)]), 'likely met'],
    ['whose interval reaches below it', evidence([p99('unproven', 55)]), 'likely missed'],
    ['that missed an objective', evidence([p99('missed', 90)]), 'missed'],
    ['with a failure', evidence([p99('met', 7), failed('missed', 1)]), 'missed'],
    ['with too few samples, and none of them slow', evidence([p99('unproven', 7)], { scheduled: 200 }), 'met'],
    ['that met all though the generator was late', evidence([p99('met', 7)], { generator: late }), 'met'],
    [
      'that missed by less than the generator was late',
      evidence([p99('unproven', 60)], { generator: late }),
      'generator',
    ],
    ['whose drops may be the generator’s', evidence([dropped('unproven', 4)], { generator: late }), 'generator'],
    ['that missed by more than that', evidence([p99('missed', 600)], { generator: late }), 'missed'],
    ['whose backlog grew', evidence([p99('met', 7)], { points: growing }), 'missed'],
    ['that was given up', evidence([], { givenUp: 'overrun' }), 'overrun'],
    ['whose target did not come to rest', evidence([], { givenUp: 'unsettled' }), 'unsettled'],
    ['given up for what was never sent', evidence([], { givenUp: 'overrun', points: unsent }), 'generator'],
    [
      'given up while its loop was busy',
      evidence([], { givenUp: 'overrun', generator: { ...late, eventLoopRatio: 0.98 } }),
      'generator',
    ],
  ])('%s', (_, of, outcome) => {
    expect(windowOutcome(of).outcome).toBe(outcome);
  });

  it('has its causes in order: failures, then latencies by how far they are beyond, then drops', () => {
    const verdicts = [dropped('missed', 9), p99('missed', 90), failed('missed', 1)];
    const causes = windowOutcome(evidence(verdicts)).causes.map(({ objective }) => objective);
    expect(causes).toEqual(['failed == 0', 'response p(99) < 50ms', 'dropped == 0']);
  });

  it('names what it leaves open', () => {
    const { undecided } = windowOutcome(evidence([p99('unproven', 45)]));
    expect(undecided).toEqual([{ pattern: 'a', objective: 'response p(99) < 50ms', why: 'it was 45' }]);
  });

  it('says by how much the backlog grew, and than what that is more', () => {
    const [cause] = windowOutcome(evidence([], { points: growing })).causes;
    expect(cause?.why).toBe('it did not keep up: the backlog grew by 180 of 6000 operations in 6 s, more than 120');
  });
});
