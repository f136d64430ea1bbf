/** The colours of charts, by what they stand for. Hex, so that a page can swap one palette for the other in a finished chart. */
export interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly background: string;
  /** What a value must stay below. */
  readonly limit: string;
  /** By the order of the targets; blue and orange are told apart by all eyes. */
  readonly targets: readonly string[];
  /** For parts of a whole: a hue each, the first of each row the darkest. */
  readonly hues: readonly (readonly string[])[];
}

export const lightPalette: Palette = {
  text: '#1c2430',
  muted: '#5b6675',
  grid: '#e3e8ee',
  background: '#ffffff',
  limit: '#b3202c',
  targets: ['#2f6db3', '#d9730e', '#3a8a5f', '#7d55b5'],
  hues: [
    ['#1f5f8b', '#4a90bd', '#86bbd8', '#bcdcec'],
    ['#8a4b08', '#cf7a1c', '#eda95a', '#f6d2a6'],
    ['#2d6a4f', '#52a37c', '#8fcaad', '#c5e5d5'],
    ['#5b3f8c', '#8a6cc0', '#b7a1dc', '#dcd0ef'],
    ['#8c2f4b', '#c45c7c', '#e29ab0', '#f2cdd8'],
  ],
};

export const darkPalette: Palette = {
  text: '#e6eaf0',
  muted: '#9ba7b6',
  grid: '#2b3440',
  background: '#12161c',
  limit: '#ff7b86',
  targets: ['#6aa5e8', '#f0963c', '#63bd8b', '#ab86e0'],
  hues: [
    ['#3f8fc4', '#6fb1dc', '#a3cfea', '#cfe6f5'],
    ['#b5680f', '#e08d2e', '#f3b56f', '#fad9b3'],
    ['#3f9468', '#64b98d', '#9bd5b8', '#cdebdc'],
    ['#7a58b5', '#9d81d0', '#c2aee6', '#e2d8f5'],
    ['#b5476a', '#d5718f', '#e8a6b9', '#f5d3dd'],
  ],
};

/** Each colour of one palette to the same of the other: to show a finished chart in the other light. */
export function paletteSwap(from: Palette, to: Palette): Readonly<Record<string, string>> {
  const [before, after] = [coloursOf(from), coloursOf(to)];
  return Object.fromEntries(before.map((colour, at) => [colour, after[at] ?? colour]));
}

function coloursOf({ text, muted, grid, background, limit, targets, hues }: Palette): string[] {
  return [text, muted, grid, background, limit, ...targets, ...hues.flat()];
}
