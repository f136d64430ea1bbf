/** A load whose every moment can be computed: arrivals evenly spaced, striped over workers, against a server that is known. */
export interface KnownLoad {
  readonly perSecond: number;
  readonly seconds: number;
  readonly workers: number;
  /** In flight at most, shared by the workers; Infinity for no cap. */
  readonly cap: number;
  /** An arrival that found no slot for so long is dropped. */
  readonly maxWaitMs: number;
  /** When what is sent at a moment has ended; called in the order of sending. */
  readonly endsAtMs: (sentMs: number) => number;
}

export interface ExpectedLoad {
  /** Of those that were sent, ascending. */
  readonly responsesMs: readonly number[];
  /** When each was sent. */
  readonly sentMs: readonly number[];
  /** When each was dropped. */
  readonly droppedMs: readonly number[];
}

interface Lane {
  next: number;
  readonly slots: number;
  /** When those in flight end, ascending. */
  readonly endsMs: number[];
}

/**
 * What the schedule says: the n-th arrival is due at n / rate and belongs to worker n mod W; it is sent when its worker has
 * a slot, and dropped where that is too late. Written down by itself, with nothing of the code that it checks.
 */
export function expectedLoad({ perSecond, seconds, workers, cap, maxWaitMs, endsAtMs }: KnownLoad): ExpectedLoad {
  const total = perSecond * seconds;
  const dueMs = (n: number): number => (n * 1000) / perSecond;
  const lanes = Array.from({ length: workers }, (_, worker): Lane => {
    const slots = cap === Number.POSITIVE_INFINITY ? cap : Math.floor(cap / workers) + (worker < cap % workers ? 1 : 0);
    return { next: worker, slots, endsMs: [] };
  });
  const startMs = ({ next, slots, endsMs }: Lane): number =>
    Math.max(dueMs(next), endsMs.length < slots ? 0 : (endsMs[endsMs.length - slots] ?? 0));
  const found = { responsesMs: [] as number[], sentMs: [] as number[], droppedMs: [] as number[] };
  for (;;) {
    const [lane] = lanes.filter(({ next }) => next < total).sort((a, b) => startMs(a) - startMs(b) || a.next - b.next);
    if (lane === undefined) break;
    const atMs = startMs(lane);
    const scheduledMs = dueMs(lane.next);
    lane.next += workers;
    if (atMs - scheduledMs > maxWaitMs) {
      found.droppedMs.push(scheduledMs + maxWaitMs);
      continue;
    }
    const endMs = endsAtMs(atMs);
    lane.endsMs.push(endMs);
    lane.endsMs.sort((a, b) => a - b);
    found.sentMs.push(atMs);
    found.responsesMs.push(endMs - scheduledMs);
  }
  found.responsesMs.sort((a, b) => a - b);
  found.droppedMs.sort((a, b) => a - b);
  return found;
}

/** The response time that `p` percent of all arrivals do not exceed; `null` where that falls among the dropped. */
export function percentileMs({ responsesMs, droppedMs }: ExpectedLoad, p: number): number | null {
  const total = responsesMs.length + droppedMs.length;
  return responsesMs[Math.ceil((p * total) / 100 - 1e-9) - 1] ?? null;
}
