const scripted = 'script:';

/** The name of the job that calls an exec function of a script. */
export function jobOfExec(exec: string): string {
  return `${scripted}${exec}`;
}

/** The exec function behind a job's name; `null` where it is a pattern's or a flow's. */
export function execOf(job: string): string | null {
  return job.startsWith(scripted) ? job.slice(scripted.length) : null;
}
