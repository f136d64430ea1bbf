import type { RecordOf } from 'patternbench';
import type { searchHistory } from '../entities/search-history.ts';
import { column, rowLayout, time } from './columns.ts';

type SearchHistory = RecordOf<typeof searchHistory>;

export const searchHistoryRow = rowLayout<SearchHistory>('search_history', [
  column('id', 'historyId'),
  column('user_id', 'userId'),
  column('user_identifier', 'userIdentifier'),
  column('problem_id', 'problemId'),
  column('platform', 'platform'),
  column('problem_number', 'problemNumber'),
  column('problem_title', 'problemTitle'),
  column('language', 'language'),
  column('code', 'code'),
  column('result_summary', 'resultSummary'),
  column('passed_count', 'passedCount'),
  column('failed_count', 'failedCount'),
  column('total_count', 'totalCount'),
  column('is_code_public', 'isCodePublic'),
  column('test_results', 'testResults'),
  column('hints', 'hints'),
  column('metadata', 'metadata'),
  time('created_at', 'createdAt'),
]);
