import type { ChartConfiguration } from 'chart.js';
import type { Palette } from './palette.ts';

/** A chart as a value: drawn by a browser or into a picture, from the same configuration, which is plain JSON. */
export interface Chart {
  /** Also the name of its file: letters, digits and dashes. */
  readonly id: string;
  readonly title: string;
  /** What it shows, for who cannot see it; the figures themselves stand in a table. */
  readonly description: string;
  readonly heightPx: number;
  readonly config: ChartConfiguration<'bar' | 'line', ChartData>;
}

/** A length, a bar from one value to another, or a point; `null` for nothing. */
export type ChartData = (number | [number, number] | { x: number; y: number } | null)[];

export const chartFont = {
  family: '"Inter", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", "Noto Sans CJK KR", "DejaVu Sans", sans-serif',
  size: 12,
} as const;

/** The look that all charts share. */
export function chartLook(palette: Palette) {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    color: palette.text,
    font: chartFont,
    layout: { padding: { left: 4, right: 12 } },
  } as const;
}

export function legend(palette: Palette) {
  return {
    position: 'top',
    align: 'start',
    labels: { usePointStyle: true, boxWidth: 10, boxHeight: 10, padding: 14, color: palette.text, font: chartFont },
  } as const;
}

/** The names along a chart of lying bars: all of them, whatever room they take. */
export function nameAxis(palette: Palette, stacked: boolean) {
  return {
    stacked,
    grid: { display: false },
    border: { color: palette.grid },
    ticks: { autoSkip: false, color: palette.text, font: chartFont, crossAlign: 'far' },
  } as const;
}

export function valueAxis(palette: Palette, title: string) {
  return {
    grid: { color: palette.grid },
    border: { display: false },
    ticks: { color: palette.muted, font: chartFont },
    title: { display: true, text: title, color: palette.muted, font: chartFont },
  } as const;
}

/** Of milliseconds or dollars that reach from parts of one to thousands; who draws it gives it `decadeLabel`. */
export function logarithmicAxis(palette: Palette, title: string) {
  const axis = valueAxis(palette, title);
  return { ...axis, type: 'logarithmic', ticks: { ...axis.ticks, maxRotation: 0, autoSkip: false } } as const;
}

/** As high as its bars need, with room for the legend and the axis. */
export function heightOf(rows: number, rowPx: number): number {
  return 110 + rows * rowPx;
}
