/** Which of so many jobs the n-th arrival takes. */
export type TurnOf = (n: number) => number;

const goldenRatio = (Math.sqrt(5) - 1) / 2;

/**
 * Jobs in turn; with weights as often in a round as these say, each evenly spread over the round. The rounds begin at
 * different places for each job, so that seldom ones do not come together.
 */
export function turns(jobs: number, weights: readonly number[] | undefined): TurnOf {
  if (weights === undefined) return (n) => n % jobs;
  const places = weights.flatMap((weight, job) => {
    const phase = (goldenRatio * (job + 1)) % 1;
    return Array.from({ length: weight }, (_, k) => ({ job, at: (k + phase) / weight }));
  });
  const round = Uint32Array.from(
    places.sort((one, other) => one.at - other.at || one.job - other.job),
    ({ job }) => job,
  );
  return (n) => round[n % round.length] ?? 0;
}
