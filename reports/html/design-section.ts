import type { FindingRecord } from '../../src/runs/coverage-record.ts';
import type { ClaimRecord } from '../../src/runs/run-record.ts';
import { serviceName } from '../engine-name.ts';
import type { RunView } from '../run-view.ts';
import { chip, rowId } from './chip.ts';
import { type Content, html } from './markup.ts';
import { table } from './table.ts';

/** What the design claims, and what was found out about it. */
export function designSection({ record: { claims, findings = [] } }: RunView): Content {
  const parts = [claimsPart(claims), findingsPart(findings)];
  if (parts.every((part) => part === null)) return null;
  return html`<section id="design"><h2>Claims and findings</h2>${parts}</section>`;
}

function claimsPart(claims: readonly ClaimRecord[]): Content {
  if (claims.length === 0) return null;
  return html`<h3>Claims</h3>${table(
    'What the design says, and what was found',
    [
      { head: 'the design says', names: true, cell: ({ says }) => says },
      { head: 'verdict', cell: ({ verdict }) => chip(verdict) },
      { head: 'found', cell: ({ found }) => found },
      { head: 'why', cell: ({ why }) => html`<span class="sub">${why}</span>` },
    ],
    claims,
  )}`;
}

function findingsPart(findings: readonly FindingRecord[]): Content {
  if (findings.length === 0) return null;
  return html`<h3>Findings</h3>${table(
    'General rules that this run’s figures break',
    [
      { head: 'rule', names: true, cell: ({ title }) => title },
      { head: 'severity', cell: ({ severity }) => severity },
      { head: 'about', cell: ({ about }) => aboutCell(about) },
      { head: 'evidence', cell: ({ evidence }) => evidence },
      { head: 'consequence', cell: ({ consequence }) => consequence },
    ],
    findings,
  )}`;
}

function aboutCell({ target, pattern, table: name, index }: FindingRecord['about']): Content {
  const place = [name, index].filter((part) => part !== undefined).join(' ');
  return [
    pattern === undefined ? null : html`<a href="#${rowId(pattern)}">pattern ${pattern}</a> `,
    place === '' ? null : html`<span class="sub">${place}</span>`,
    target === undefined ? null : html`<span class="sub">${serviceName(target)}</span>`,
  ];
}
