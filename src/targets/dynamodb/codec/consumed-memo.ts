import type { Consumed } from '../../../measure/measurement.ts';
import type { OperationName } from '../request.ts';
import { consumedOf, directionOf } from './consumed.ts';

/** An application's answers repeat a few hundred `ConsumedCapacity` texts; past this many it starts over. */
const most = 4096;

/** Reads `ConsumedCapacity` from its JSON text, each text once. */
export class ConsumedMemo {
  readonly #read = new Map<string, readonly Consumed[] | null>();
  readonly #write = new Map<string, readonly Consumed[] | null>();

  /** `null` where the text is no `ConsumedCapacity`. */
  of(operation: OperationName, json: string): readonly Consumed[] | null {
    const direction = directionOf(operation);
    const known = direction === 'read' ? this.#read : this.#write;
    const before = known.get(json);
    if (before !== undefined) return before;
    const consumed = consumedOf(parsed(json), direction);
    if (known.size >= most) known.clear();
    known.set(json, consumed);
    return consumed;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
