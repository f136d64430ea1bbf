import type { ItemLayout, RecordOf } from 'patternbench';
import type { searchHistory } from '../entities/search-history.ts';
import { historyKey, mainTable, problemPk } from '../keys.ts';
import { orAbsent, orNull } from './fields.ts';

export const searchHistoryItem: ItemLayout<RecordOf<typeof searchHistory>> = {
  table: mainTable,
  toItem: (run) => {
    const key = historyKey(run);
    return {
      PK: key.PK,
      SK: key.SK,
      GSI1PK: run.isCodePublic ? 'PUBLIC#true' : undefined,
      GSI1SK: run.isCodePublic ? run.createdAt : undefined,
      GSI2PK: `PLATFORM#${run.platform}`,
      GSI2SK: run.createdAt,
      GSI3PK: `LANGUAGE#${run.language}`,
      GSI3SK: run.createdAt,
      EntityType: 'SearchHistory',
      HistoryId: run.historyId,
      UserId: run.userId,
      UserIdentifier: run.userIdentifier,
      ProblemPK: problemPk(run.platform, run.problemNumber),
      ProblemId: run.problemId,
      Platform: run.platform,
      ProblemNumber: run.problemNumber,
      ProblemTitle: run.problemTitle,
      Language: run.language,
      Code: run.code,
      ResultSummary: run.resultSummary,
      PassedCount: run.passedCount,
      FailedCount: run.failedCount,
      TotalCount: run.totalCount,
      IsCodePublic: run.isCodePublic,
      TestResults: run.testResults,
      Hints: orAbsent(run.hints),
      Metadata: run.metadata,
      CreatedAt: run.createdAt,
    };
  },
  fromItem: (item) => ({
    historyId: item.HistoryId,
    userId: item.UserId,
    userIdentifier: item.UserIdentifier,
    problemId: item.ProblemId,
    platform: item.Platform,
    problemNumber: item.ProblemNumber,
    problemTitle: item.ProblemTitle,
    language: item.Language,
    code: item.Code,
    resultSummary: item.ResultSummary,
    passedCount: item.PassedCount,
    failedCount: item.FailedCount,
    totalCount: item.TotalCount,
    isCodePublic: item.IsCodePublic,
    testResults: item.TestResults,
    hints: orNull(item, 'Hints'),
    metadata: item.Metadata,
    createdAt: item.CreatedAt,
  }),
};
