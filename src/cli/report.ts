import { appendFile } from 'node:fs/promises';
import type { ArgumentsCamelCase, Argv } from 'yargs';
import { type Format, isFormat, reportFormats } from '../../reports/formats.ts';
import { markdownReport } from '../../reports/markdown.ts';
import { writeReports } from '../../reports/report-files.ts';
import { EnvironmentError } from '../engines/environment-error.ts';
import { readRun, type SavedRun } from '../runs/read-run.ts';
import { BadInput, type Problem, quoted } from '../workload/problem.ts';
import type { Command } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

interface ReportOptions {
  readonly run: string;
  readonly format: string | undefined;
  readonly out: string;
  readonly stdout: boolean;
  readonly json: boolean;
}

const names = Object.keys(reportFormats);

/** `patternbench report RUN` */
export const report: Command<ReportOptions> = {
  usage: 'report <run>',
  describe: 'Renders a saved run: tables, charts, and whether the design holds',
  options: (argv) => {
    const given = argv
      .positional('run', { type: 'string', describe: "a run's folder, its run.json, its id, or latest" })
      .option('format', {
        type: 'string',
        describe: `one or several of ${names.join(',')} (default console). Console, github and json go to standard output; markdown (with charts/*.png), html, junit and csv into files beside run.json. github also adds the Markdown to the step summary where GITHUB_STEP_SUMMARY names it`,
      })
      .option('stdout', {
        type: 'boolean',
        default: false,
        describe: 'the one format of --format on standard output, no file',
      })
      .option('out', { type: 'string', default: 'runs', describe: 'the folder that holds runs' })
      .option('json', { type: 'boolean', default: false, describe: 'the run as JSON, as --format json' })
      .example('$0 report latest', 'the newest run, for the terminal')
      .example('$0 report latest --format html,junit', 'report.html and junit.xml beside its run.json');
    return given as unknown as Argv<ReportOptions>;
  },
  run,
};

async function run(options: ArgumentsCamelCase<ReportOptions>, terminal: Terminal): Promise<ExitCode> {
  const { formats, problems } = chosenFormats(options);
  if (problems.length > 0) throw new BadInput(problems);
  const saved = await readRun(options.run, options.out);
  const printed = formats.filter((format) => options.stdout || reportFormats[format].file === null);
  for (const format of printed) await print(saved, format, terminal);
  await write(
    saved,
    formats.filter((format) => !printed.includes(format)),
    terminal,
  );
  return exitCodes.done;
}

interface Chosen {
  readonly formats: readonly Format[];
  readonly problems: readonly Problem[];
}

/** Standard output holds JSON and nothing else, or text; files can be asked for together with either. */
export function chosenFormats({ format, stdout, json }: Pick<ReportOptions, 'format' | 'stdout' | 'json'>): Chosen {
  const words = format === undefined ? [] : format.split(',').map((word) => word.trim());
  const problems: Problem[] = words
    .filter((word) => !isFormat(word))
    .map((word) => ({ place: '--format', found: quoted(word), expected: `one of ${names.join(', ')}` }));
  const asked = words.filter(isFormat);
  const extra: readonly Format[] = json ? ['json'] : asked.length === 0 ? ['console'] : [];
  const formats = [...new Set([...asked, ...extra])];
  const others = formats.filter((each) => each !== 'json' && reportFormats[each].file === null);
  if (formats.includes('json') && others.length > 0) {
    const found = `json and ${others.join(' and ')}, which all go to standard output`;
    problems.push({ place: json ? '--json' : '--format', found, expected: 'json alone there, files beside it' });
  }
  if (stdout && formats.length > 1) {
    problems.push({ place: '--stdout', found: `${formats.length} formats`, expected: 'one format' });
  }
  return { formats, problems };
}

async function print({ record }: SavedRun, format: Format, terminal: Terminal): Promise<void> {
  const options = { console: consoleShape(terminal), images: [] };
  terminal.print(await reportFormats[format].render(record, options));
  const summary = terminal.env.GITHUB_STEP_SUMMARY;
  if (format !== 'github' || summary === undefined || summary === '') return;
  await orEnvironmentError(appendFile(summary, markdownReport(record)), `the step summary ${summary}`);
  terminal.say(`added to the step summary ${summary}`);
}

async function write({ record, folder }: SavedRun, formats: readonly Format[], terminal: Terminal): Promise<void> {
  if (formats.length === 0) return;
  const { files, warnings } = await orEnvironmentError(writeReports(record, folder, formats), `reports in ${folder}`);
  for (const warning of warnings) terminal.say(`left out: ${warning}`);
  for (const file of files) terminal.say(`wrote ${file}`);
}

/** As wide as the terminal, coloured where it is one and nobody asked for none. */
function consoleShape({ env }: Terminal): { readonly width: number; readonly colour: boolean } {
  const { isTTY, columns } = process.stdout;
  return { width: columns ?? 120, colour: isTTY === true && (env.NO_COLOR ?? '') === '' };
}

async function orEnvironmentError<Value>(work: Promise<Value>, what: string): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!isFileError(error)) throw error;
    const advice = 'Reports lie beside the run: make its folder writable, or ask for one format with --stdout.';
    throw new EnvironmentError(`cannot write ${what}: ${error.message}`, advice, { cause: error });
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
