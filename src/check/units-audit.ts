import type { LedgerFault, LedgerPattern, LedgerRecord } from '../runs/ledger-record.ts';
import { DynamoDbAuditor } from '../targets/dynamodb/audit/auditor.ts';
import type { DynamoDbPlace } from '../targets/target.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import { PatternLedger } from './unit-ledger.ts';

export interface UnitsAudit {
  readonly place: DynamoDbPlace;
  readonly workload: Workload;
  readonly patterns: readonly AnyPattern[];
  /** The parameters of so many operations of a pattern; fresh records in them must be nobody's yet. */
  readonly paramsOf: (pattern: AnyPattern, count: number) => readonly object[];
  readonly budget: AuditBudget;
  /** What an operation took before: the slowest come last, so that no scan leaves the others without time. */
  readonly tookMs: (pattern: AnyPattern) => number;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  readonly onPattern: (pattern: AnyPattern) => void;
  readonly signal: AbortSignal;
}

/** How much is compared: one operation of a pattern whatever it takes, as long as there is time for all of them. */
export interface AuditBudget {
  /** Of each pattern, at most. */
  readonly operations: number;
  readonly patternMs: number;
  readonly allMs: number;
}

export const auditBudget: AuditBudget = { operations: 10, patternMs: 1_000, allMs: 20_000 };

/** Units as reported beside units as the rules have them, of a few operations of each pattern. What they write is taken back. */
export async function unitsLedger(audit: UnitsAudit): Promise<LedgerRecord> {
  const { place, workload, patterns, tookMs, clock, signal, budget } = audit;
  const auditor = await DynamoDbAuditor.open(place, workload);
  const compared = new Map<AnyPattern, LedgerPattern>();
  const left = new Map<AnyPattern, string>();
  const faults = new Map<string, LedgerFault>();
  const endMs = clock() + budget.allMs;
  try {
    for (const pattern of patterns.toSorted((one, other) => tookMs(one) - tookMs(other))) {
      if (signal.aborted || clock() > endMs) {
        left.set(pattern, signal.aborted ? 'interrupted' : `not within ${budget.allMs / 1000} s`);
        continue;
      }
      audit.onPattern(pattern);
      const { ledger, failure } = await audited(audit, auditor, pattern);
      for (const { id, text, modelStandsIn } of ledger.faults) faults.set(id, { id, text, modelStandsIn });
      const record = ledger.of(pattern.id);
      if (record.requests > 0) compared.set(pattern, record);
      else left.set(pattern, failure ?? 'no request could be compared');
    }
  } finally {
    await auditor.close();
  }
  return {
    patterns: patterns.flatMap((pattern) => compared.get(pattern) ?? []),
    faults: [...faults.values()],
    left: patterns.flatMap((pattern) => {
      const why = left.get(pattern);
      return why === undefined ? [] : [{ pattern: pattern.id, why }];
    }),
  };
}

async function audited(
  { place, paramsOf, clock, budget }: UnitsAudit,
  auditor: DynamoDbAuditor,
  pattern: AnyPattern,
): Promise<{ readonly ledger: PatternLedger; readonly failure: string | null }> {
  const ledger = new PatternLedger(engineOf(place));
  const endMs = clock() + budget.patternMs;
  let failure: string | null = null;
  for (const params of paramsOf(pattern, budget.operations)) {
    if (ledger.operations > 0 && clock() > endMs) break;
    const { requests, notCompared, failure: why } = await auditor.audit(pattern, params);
    ledger.add(requests, notCompared);
    failure ??= why;
  }
  return { ledger, failure };
}

/** `dynamodb-local 3.3.1` → `dynamodb-local`. */
export function engineOf({ provenance }: Pick<DynamoDbPlace, 'provenance'>): string {
  return provenance.split(' ')[0] ?? '';
}
