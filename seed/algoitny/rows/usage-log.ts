import type { RecordOf } from 'patternbench';
import type { usageLog } from '../entities/usage-log.ts';
import { column, rowLayout, time } from './columns.ts';

type UsageLog = RecordOf<typeof usageLog>;

export const usageLogRow = rowLayout<UsageLog>('usage_logs', [
  column('id', 'logId'),
  column('user_id', 'userId'),
  column('action', 'action'),
  column('problem_id', 'problemId'),
  column('metadata', 'metadata'),
  time('created_at', 'createdAt'),
]);
