import type { RunRecord } from '../src/runs/run-record.ts';
import { chartSource } from './chart-source.ts';
import { type ConsoleOptions, consoleReport } from './console.ts';
import { csvReport } from './csv.ts';
import { githubAnnotations } from './github.ts';
import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { type ChartImage, markdownReport } from './markdown.ts';

/** What a format may need beside the record. */
export interface RenderOptions {
  readonly console: ConsoleOptions;
  /** Pictures that lie beside the report. */
  readonly images: readonly ChartImage[];
}

interface ReportFormat {
  /** Its file beside the run; `null` for what is meant for standard output. */
  readonly file: string | null;
  readonly render: (record: RunRecord, options: RenderOptions) => string | Promise<string>;
}

/** Every format that a run can be rendered in. */
export const reportFormats = {
  console: { file: null, render: (record, options) => consoleReport(record, options.console) },
  markdown: { file: 'report.md', render: (record, { images }) => markdownReport(record, images) },
  html: { file: 'report.html', render: async (record) => htmlReport(record, await chartSource()) },
  junit: { file: 'junit.xml', render: junitReport },
  github: { file: null, render: githubAnnotations },
  csv: { file: 'report.csv', render: csvReport },
  json: { file: null, render: jsonReport },
} as const satisfies Readonly<Record<string, ReportFormat>>;

export type Format = keyof typeof reportFormats;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(reportFormats, name);
}
