import type { RunRecord } from '../src/runs/run-record.ts';
import { overallAnswer } from './overall-answer.ts';
import { reasonLines } from './reason-lines.ts';
import type { Reason } from './reasons.ts';
import { runView } from './run-view.ts';
import { reasonText } from './run-words.ts';
import { plain } from './text/text-width.ts';

/** GitHub shows ten annotations of a level for a step; the tenth says how many there are besides. */
const mostShown = 10;

/**
 * Workflow commands for GitHub Actions, a line each: an error for what was missed or answered differently, a warning
 * for what is unproven or a claim that does not hold, and a notice with the whole answer. For standard output.
 */
export function githubAnnotations(record: RunRecord): string {
  const answer = overallAnswer(runView(record));
  const lines = reasonLines(answer.reasons);
  const errors = lines.filter(({ kind }) => kind === 'missed' || kind === 'differs');
  const warnings = lines.filter(({ kind }) => kind === 'unproven' || kind === 'claim');
  const commands = [
    ...annotations('error', errors),
    ...annotations('warning', warnings),
    command('notice', `patternbench ${record.dataset.workload}`, answer.sentence),
  ];
  return `${commands.join('\n')}\n`;
}

function annotations(level: string, reasons: readonly Reason[]): string[] {
  const all = reasons.length > mostShown ? reasons.slice(0, mostShown - 1) : reasons;
  const lines = all.map((reason) => command(level, titleOf(reason), reasonText(reason, false)));
  const rest = reasons.length - all.length;
  return rest === 0 ? lines : [...lines, command(level, 'patternbench', `and ${rest} more, see the report`)];
}

const titles: Readonly<Record<Reason['kind'], string>> = {
  missed: 'missed',
  differs: 'answers differ',
  claim: 'claim does not hold',
  unproven: 'unproven',
};

function titleOf({ kind, subject }: Reason): string {
  return `${titles[kind]}: ${subject}`;
}

/** `::error title=…::…`, escaped as the runner's toolkit does it: a message ends at a line's end, a title also at a comma or colon. */
function command(level: string, title: string, message: string): string {
  const data = (text: string) => plain(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return `::${level} title=${data(title).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${data(message)}`;
}
