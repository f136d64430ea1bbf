import type { ItemLayout, RecordOf } from 'patternbench';
import type { testCase } from '../entities/test-case.ts';
import { mainTable, testCaseKey } from '../keys.ts';
import { problemIndexOf } from '../platforms.ts';

export const testCaseItem: ItemLayout<RecordOf<typeof testCase>> = {
  table: mainTable,
  toItem: (testCase) => {
    const key = testCaseKey(testCase);
    return {
      PK: key.PK,
      SK: key.SK,
      EntityType: 'TestCase',
      TestCaseId: testCase.testCaseId,
      Input: testCase.input,
      Output: testCase.output,
      CreatedAt: testCase.createdAt,
    };
  },
  fromItem: (item) => ({
    testCaseId: item.TestCaseId,
    problemId: internalIdIn(String(item.PK)),
    input: item.Input,
    output: item.Output,
    createdAt: item.CreatedAt,
  }),
};

/** The item names its problem only by its partition. */
function internalIdIn(pk: string): number | null {
  const [, platform, number] = pk.split('#');
  const problem = platform === undefined || number === undefined ? null : problemIndexOf(platform, number);
  return problem === null ? null : problem + 1;
}
