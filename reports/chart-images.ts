import { decadeLabel, decadeTicks } from './charts/decade-label.ts';
import { lightPalette } from './charts/palette.ts';
import type { Chart } from './charts.ts';

/** Charts as PNG, or why there are none. */
export type ChartImages =
  | { readonly images: readonly { readonly chart: Chart; readonly png: Uint8Array }[]; readonly missing: null }
  | { readonly images: null; readonly missing: string };

const widthPx = 1000;

/**
 * Draws charts into PNG pictures with chartjs-node-canvas, which is an optional dependency: where it, or the canvas
 * under it, cannot be loaded, `missing` says so in a sentence.
 */
export async function chartImages(charts: readonly Chart[]): Promise<ChartImages> {
  const library = await import('chartjs-node-canvas').catch((error: unknown) => String(error));
  if (typeof library === 'string') return { images: null, missing: missingWords(library) };
  try {
    const images = charts.map((chart) => {
      const { heightPx, config } = chart;
      const canvas = new library.ChartJSNodeCanvas({
        width: widthPx,
        height: heightPx,
        backgroundColour: lightPalette.background,
        chartCallback: (chartJs) => {
          const axis = chartJs.defaults.scales.logarithmic;
          axis.ticks.callback = decadeLabel;
          axis.afterBuildTicks = (scale) => {
            scale.ticks = decadeTicks(scale.ticks);
          };
        },
      });
      const still = { ...config, options: { ...config.options, responsive: false, devicePixelRatio: 2 } };
      return { chart, png: canvas.renderToBufferSync(still, 'image/png') };
    });
    return { images, missing: null };
  } catch (error) {
    return { images: null, missing: missingWords(String(error)) };
  }
}

function missingWords(why: string): string {
  const [line = ''] = why.split('\n');
  return `charts as pictures need the optional packages chartjs-node-canvas and canvas (npm install chartjs-node-canvas): ${line}`;
}
