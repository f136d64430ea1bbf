import { Random } from 'patternbench';

/** i of the record with this integer identity; ids start at 1. */
export function indexOfId(id: unknown): number | null {
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 1 ? id - 1 : null;
}

/** The UUID in a sort key. Only DynamoDB has it, so it follows from the identity alone and not from the random seed. */
export function uuidInKey(kind: 'test case' | 'usage log', id: number): string {
  return new Random(kind === 'test case' ? 1 : 2, 0, id).uuid();
}
