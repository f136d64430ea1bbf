/** Six of these make a suffix that tells runs of one millisecond apart. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * An id that sorts by time and that a person can read: `20261122-174228-512-shop-k3f9xq`, in UTC.
 * `randomBytes` gives the suffix, one letter a byte.
 */
export function runId(nowMs: number, workload: string, randomBytes: Uint8Array): string {
  const [date = '', time = ''] = new Date(nowMs).toISOString().split('T');
  const moment = `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${time.slice(9, 12)}`;
  const suffix = [...randomBytes].map((byte) => letters[byte % letters.length]).join('');
  return `${moment}-${workload}-${suffix}`;
}

/** Whether a folder's name is an id as `runId` makes them. */
export function isRunId(name: string): boolean {
  return /^\d{8}-\d{6}-\d{3}-.+-[a-z\d]+$/.test(name);
}
