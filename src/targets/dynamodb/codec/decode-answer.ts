import type { OperationName, Output } from '../request.ts';
import { answerShapes } from './answer-shape.ts';
import type { Shape } from './shape.ts';
import { unmarshal, unmarshalAttributes } from './unmarshal.ts';
import { UnreadableAnswer } from './unreadable-answer.ts';

/**
 * The whole of an answer, as lib-dynamodb gives it.
 * @param body its bytes, a character each
 * @throws {UnreadableAnswer}
 */
export function decodeAnswer<Name extends OperationName>(operation: Name, body: string): Output<Name> {
  // What the shape says is what the types say; both are written from the API's reference.
  return decode(answerShapes[operation], parse(body)) as Output<Name>;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(/[\x80-\xff]/.test(body) ? Buffer.from(body, 'latin1').toString('utf8') : body);
  } catch (error) {
    throw new UnreadableAnswer(error instanceof Error ? error.message : String(error));
  }
}

function decode(shape: Shape, value: unknown): unknown {
  if (value === null || shape === 'plain') return value;
  if (shape === 'attributes') return unmarshalAttributes(value);
  if (shape === 'value') return unmarshal(value);
  if (shape === 'values' || 'list' in shape) {
    if (!Array.isArray(value)) throw new UnreadableAnswer('a list is no array');
    const each = shape === 'values' ? 'value' : shape.list;
    return value.map((element) => decode(each, element));
  }
  if (typeof value !== 'object' || Array.isArray(value)) throw new UnreadableAnswer('a structure is no object');
  const { members } = 'members' in shape ? shape : { members: null };
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      decode(members?.get(name) ?? ('map' in shape ? shape.map : 'plain'), member),
    ]),
  );
}
