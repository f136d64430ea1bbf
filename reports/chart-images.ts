import { chartFont } from './charts/chart.ts';
import { decadeLabel, decadeTicks } from './charts/decade-label.ts';
import { lightPalette } from './charts/palette.ts';
import type { Chart } from './charts.ts';

/** Charts as PNG, or why there are none. */
export type ChartImages =
  | { readonly images: readonly { readonly chart: Chart; readonly png: Uint8Array }[]; readonly missing: null }
  | { readonly images: null; readonly missing: string };

const widthPx = 1000;
const titlePx = 34;

type Library = typeof import('chartjs-node-canvas');

/**
 * Draws charts into PNG pictures with chartjs-node-canvas, which is an optional dependency: where it, or the canvas
 * under it, cannot be loaded, `missing` says so in a sentence.
 */
export async function chartImages(
  charts: readonly Chart[],
  load: () => Promise<Library> = () => import('chartjs-node-canvas'),
): Promise<ChartImages> {
  const library = await load().then(loaded, missingWords);
  if (typeof library === 'string') return { images: null, missing: library };
  return { images: charts.map((chart) => ({ chart, png: drawn(chart, library) })), missing: null };
}

/** The canvas itself is a native module, which is loaded when it is first used. */
function loaded(library: Library): Library | string {
  try {
    new library.ChartJSNodeCanvas({ width: 1, height: 1 });
    return library;
  } catch (error) {
    return missingWords(error);
  }
}

function drawn({ title, heightPx, config }: Chart, { ChartJSNodeCanvas }: Library): Uint8Array {
  const canvas = new ChartJSNodeCanvas({
    width: widthPx,
    height: heightPx + titlePx,
    backgroundColour: lightPalette.background,
    chartCallback: (chartJs) => {
      const axis = chartJs.defaults.scales.logarithmic;
      axis.ticks.callback = decadeLabel;
      axis.afterBuildTicks = (scale) => {
        scale.ticks = decadeTicks(scale.ticks);
      };
    },
  });
  const heading = {
    display: true,
    text: title,
    align: 'start' as const,
    color: lightPalette.text,
    font: { ...chartFont, size: 15, weight: 'bold' as const },
  };
  const plugins = { ...config.options?.plugins, title: heading };
  const options = { ...config.options, plugins, responsive: false, devicePixelRatio: 2 };
  return canvas.renderToBufferSync({ ...config, options }, 'image/png');
}

function missingWords(error: unknown): string {
  const [line = ''] = String(error).split('\n');
  return `charts as pictures need the optional packages chartjs-node-canvas and canvas (npm install chartjs-node-canvas): ${line}`;
}
