/** A limit on a percentile of a time, as the objective's text has it: `response p(99) < 10ms`. */
export interface TimeLimit {
  readonly time: 'response' | 'service' | 'lag';
  readonly percentile: number;
  readonly limitMs: number;
}

const form = /^(?:(response|service|lag) +)?p\((\d+(?:\.\d+)?)\) *<=? *(\d+(?:\.\d+)?) *(ms|s)$/;

/** `null` where the objective is about something else (`failed == 0`). */
export function timeLimit(objective: string): TimeLimit | null {
  const [whole, time = 'response', percentile, limit, unit] = form.exec(objective) ?? [];
  if (whole === undefined) return null;
  return {
    time: time === 'service' || time === 'lag' ? time : 'response',
    percentile: Number(percentile),
    limitMs: Number(limit) * (unit === 's' ? 1000 : 1),
  };
}
