export type Style = 'bold' | 'dim' | 'good' | 'bad' | 'open';

/** Puts colours around a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  good: [32, 39],
  bad: [31, 39],
  open: [33, 39],
};

/** For a terminal that shows colours, or for anything else. */
export function paintFor(colour: boolean): Paint {
  if (!colour) return (_, text) => text;
  return (style, text) => {
    const [on, off] = codes[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
}
