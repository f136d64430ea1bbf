import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RunRecord } from '../src/runs/run-record.ts';
import { chartImages } from './chart-images.ts';
import { lightPalette } from './charts/palette.ts';
import { chartsOf } from './charts.ts';
import type { ConsoleOptions } from './console.ts';
import { type Format, reportFormats } from './formats.ts';
import type { ChartImage } from './markdown.ts';
import { runView } from './run-view.ts';

export interface WrittenReports {
  /** Paths, in the order in which they were written. */
  readonly files: readonly string[];
  /** What was left out, and why, a sentence each. */
  readonly warnings: readonly string[];
}

const plainConsole: ConsoleOptions = { width: 120, colour: false };

/**
 * Writes a run's reports beside its file: those of `formats` that have a file. Markdown brings the charts as pictures
 * along, where they can be drawn.
 */
export async function writeReports(
  record: RunRecord,
  folder: string,
  formats: readonly Format[],
): Promise<WrittenReports> {
  const files: string[] = [];
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    files.push(path);
  };
  const { pictures, warnings } = formats.includes('markdown') ? await drawn(record) : { pictures: [], warnings: [] };
  for (const { image, png } of pictures) await write(image.path, png);
  const images = pictures.map(({ image }) => image);
  for (const format of formats) {
    const { file, render } = reportFormats[format];
    if (file !== null) await write(file, await render(record, { console: plainConsole, images }));
  }
  return { files, warnings };
}

interface Drawn {
  readonly pictures: readonly { readonly image: ChartImage; readonly png: Uint8Array }[];
  readonly warnings: readonly string[];
}

async function drawn(record: RunRecord): Promise<Drawn> {
  const { images, missing } = await chartImages(chartsOf(runView(record), lightPalette));
  if (images === null) return { pictures: [], warnings: [missing] };
  const pictures = images.map(({ chart: { id, title, description }, png }) => ({
    image: { title, alt: description, path: `charts/${id}.png` },
    png,
  }));
  return { pictures, warnings: [] };
}
