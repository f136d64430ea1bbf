import { type FindingRecord, severities } from '../src/runs/coverage-record.ts';
import { serviceName } from './engine-name.ts';
import { counted } from './figures.ts';
import { padEnd, plain, wrapped } from './text/text-width.ts';

/** Findings that a report shows before it sends the reader to the page that has all. */
const mostShown = 5;

/** `a scan that grows with the data (01 Orders): 14,211 items evaluated for 1 returned`; the worst ones, and how many more. */
export function findingTexts(findings: readonly FindingRecord[]): string[] {
  const shown = findings.slice(0, mostShown).map((finding) => {
    const about = aboutText(finding);
    return `${finding.severity}: ${finding.title}${about === '' ? '' : ` (${about})`}: ${finding.evidence}`;
  });
  const rest = findings.slice(mostShown);
  return rest.length === 0
    ? shown
    : [...shown, `and ${rest.length} more, ${countsText(rest)}; the HTML report has all`];
}

/** `3 high, 9 medium, 12 low`. */
export function countsText(findings: readonly FindingRecord[]): string {
  return severities
    .map((severity) => [severity, findings.filter((one) => one.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`)
    .join(', ');
}

/** All of them for a terminal, the worst first; what follows from a rule is said once. */
export function findingsTable(findings: readonly FindingRecord[], { width }: { readonly width: number }): string {
  if (findings.length === 0) return 'no findings: no rule of design has evidence against it in this check';
  const said = new Set<string>();
  const indent = ' '.repeat(8);
  const blocks = findings.map((finding) => {
    const { severity, title, evidence, consequence } = finding;
    const isNew = !said.has(consequence);
    said.add(consequence);
    return [
      ...wrapped(`${title} · ${aboutText(finding)}`, width, padEnd(severity, indent.length), indent),
      ...wrapped(plain(evidence), width, indent, indent),
      ...(isNew ? wrapped(plain(consequence), width, `${indent}→ `, `${indent}  `) : []),
    ].join('\n');
  });
  return [`${counted(findings.length, 'finding')}: ${countsText(findings)}`, ...blocks].join('\n\n');
}

function aboutText({ about: { target, pattern, table, index } }: FindingRecord): string {
  const place = [table, index].filter((part) => part !== undefined).join(' ');
  const words = [pattern, place === '' ? undefined : place].filter((part) => part !== undefined).join(', ');
  return target === 'postgres' ? [words, serviceName(target)].filter((part) => part !== '').join(', ') : words;
}
