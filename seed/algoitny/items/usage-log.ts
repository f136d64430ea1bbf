import type { ItemLayout, RecordOf } from 'patternbench';
import type { usageLog } from '../entities/usage-log.ts';
import { mainTable, problemPkOfId, usageKey } from '../keys.ts';
import { usageLogDays } from '../population.ts';

const daySeconds = 86_400;

export const usageLogItem: ItemLayout<RecordOf<typeof usageLog>> = {
  table: mainTable,
  toItem: (log) => {
    const key = usageKey(log);
    return {
      PK: key.PK,
      SK: key.SK,
      EntityType: 'UsageLog',
      LogId: log.logId,
      UserId: log.userId,
      Action: log.action,
      ProblemId: log.problemId,
      ProblemPK: problemPkOfId(log.problemId),
      Metadata: log.metadata,
      CreatedAt: log.createdAt,
      TTL: Math.floor(Date.parse(log.createdAt) / 1000) + usageLogDays * daySeconds,
    };
  },
  fromItem: (item) => ({
    logId: item.LogId,
    userId: item.UserId,
    action: item.Action,
    problemId: item.ProblemId,
    metadata: item.Metadata,
    createdAt: item.CreatedAt,
  }),
};
