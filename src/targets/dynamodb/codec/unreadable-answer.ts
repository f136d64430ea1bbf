/** An answer that is JSON of the right outline, and holds a value that is none of DynamoDB's or has no JavaScript form. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}
