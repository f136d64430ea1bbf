import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chartImages } from './chart-images.ts';
import { chartSource } from './chart-source.ts';
import { lightPalette } from './charts/palette.ts';
import { planCharts } from './plan-charts.ts';
import { planPage } from './plan-page.ts';
import type { PlanOnPaper } from './plan-paper.ts';
import type { WrittenReports } from './report-files.ts';

export const planFormats = ['console', 'html', 'png'] as const;
export type PlanFormat = (typeof planFormats)[number];

/** Writes a plan beside its run: `plan.html`, and its charts as `charts/plan-….png`. */
export async function writePlanFiles(
  plan: PlanOnPaper,
  folder: string,
  formats: readonly PlanFormat[],
): Promise<WrittenReports> {
  const files: string[] = [];
  const warnings: string[] = [];
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    const path = join(folder, name);
    await mkdir(join(folder, 'charts'), { recursive: true });
    await writeFile(path, content);
    files.push(path);
  };
  if (formats.includes('html')) await write('plan.html', planPage(plan, await chartSource()));
  if (formats.includes('png')) {
    const { images, missing } = await chartImages(planCharts(plan, lightPalette));
    if (images === null) warnings.push(missing);
    for (const { chart, png } of images ?? []) await write(`charts/${chart.id}.png`, png);
  }
  return { files, warnings };
}
