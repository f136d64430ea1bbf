import type { PlannedBill } from '../src/runs/plan-record.ts';
import type { ClaimRecord } from '../src/runs/run-record.ts';
import type { DayOnPaper } from './plan-day.ts';
import type { PointOnPaper } from './plan-limits.ts';

/** Of a plan, what the command shows. */
export interface PlanOnPaper {
  readonly region: string;
  readonly prices: { readonly published: string; readonly read: string };
  readonly hoursPerMonth: number;
  readonly months: number;
  readonly freeTier?: boolean;
  readonly run: {
    readonly id: string;
    readonly provenance: string;
    readonly dau: number;
    readonly days: number | null;
  };
  readonly at: readonly MonthOnPaper[];
  readonly days: readonly DayOnPaper[];
  readonly storage: readonly {
    readonly dau: number;
    readonly month: number;
    readonly dynamodbGb: number;
    readonly postgresGb: number;
  }[];
  readonly breakPoints: readonly PointOnPaper[];
  readonly keys: readonly KeyOnPaper[];
  readonly hours: readonly number[];
  readonly curve?: CurveOnPaper;
  readonly claims: readonly ClaimRecord[];
  readonly notes?: readonly string[];
}

export interface KeyOnPaper {
  readonly table: string;
  readonly index: string | null;
  readonly key: string;
  readonly direction: 'read' | 'write';
  readonly unitsPerSecond: number;
}

export interface CurveOnPaper {
  readonly points: readonly {
    readonly dau: number;
    readonly bills: readonly { readonly target: string; readonly mode: string; readonly usd: number }[];
  }[];
  readonly crossings: readonly {
    readonly dau: number;
    readonly usd: number;
    readonly below: string;
    readonly above: string;
  }[];
}

export interface MonthOnPaper {
  readonly dau: number;
  readonly operationsPerDay: number;
  readonly operationsPerSecondAtPeak: number;
  readonly bills: readonly PlannedBill[];
  readonly byPattern?: readonly { readonly pattern: string; readonly usd: number }[];
  readonly parts: readonly PartOnPaper[];
  readonly patternUnits: readonly { readonly pattern: string; readonly read: number; readonly write: number }[];
  readonly sensitivity: readonly {
    readonly change: string;
    readonly designedUsd: number;
    readonly designedMoreUsd: number;
    readonly onDemandUsd: number;
    readonly onDemandMoreUsd: number;
    readonly note: string;
  }[];
  readonly postgres: { readonly mode: string; readonly why: string };
}

export interface PartOnPaper {
  readonly table: string;
  readonly index: string | null;
  readonly storedGb: number;
  readonly read: DirectionOnPaper;
  readonly write: DirectionOnPaper;
}

export interface DirectionOnPaper {
  readonly unitsPerMonth: number;
  readonly unitsPerSecondAtPeak: number;
  readonly capacity: { readonly least: number; readonly mean: number; readonly most: number } | null;
  readonly served: number;
}
