/** The schema that holds all that is ours of a workload. Its name has dashes and no underscores, so no two meet. */
export function schemaOf(workload: string): string {
  return `patternbench_${workload.replaceAll('-', '_')}`;
}
