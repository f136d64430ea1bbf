/**
 * Labels of a logarithmic axis: 1, 2 and 5 of each decade, nothing for what lies between. The page for browsers carries
 * the source of this very function, so it uses nothing that is not in it.
 */
export function decadeLabel(value: number | string): string {
  const size = Number(value);
  const first = Number((size / 10 ** Math.floor(Math.log10(size) + 1e-9)).toPrecision(6));
  return first === 1 || first === 2 || first === 5 ? size.toLocaleString('en-US', { maximumSignificantDigits: 3 }) : '';
}

/** Only the labelled ones get a line, so that the lines do not crowd. */
export function decadeTicks<Tick extends { readonly value: number }>(ticks: readonly Tick[]): Tick[] {
  return ticks.filter(({ value }) => decadeLabel(value) !== '');
}
