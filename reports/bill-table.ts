import type { BillLine, PricedBill } from '../src/bill/bill.ts';
import { type BillFile, defaultHoursPerMonth, type PostgresUse, type TableUse } from '../src/bill/bill-file.ts';
import type { Charge } from '../src/bill/charge.ts';
import type { Item, Service } from '../src/bill/demand.ts';
import type { PriceTable } from '../src/bill/price.ts';
import { ageWarnings, priceAge, undatedPrices, unsurePrices } from '../src/bill/price-age.ts';
import { type ShownPart, type ShownResource, type ShownService, shownBill } from '../src/bill/shown-bill.ts';

export interface BillOnPaper {
  readonly file: BillFile;
  readonly priced: PricedBill;
  readonly prices: PriceTable;
  /** `YYYY-MM-DD`, for the age of the prices. */
  readonly today: string;
}

/** A bill as a table for people, of plain text: whole cents that add up at every level. */
export function billTable(paper: BillOnPaper): string {
  const { bill, charges } = paper.priced;
  const chargeOfLine = new Map(bill.lines.map((line, n) => [line, charges[n]]));
  const services = shownBill(bill.lines);
  const rows = (['dynamodb', 'postgres'] as const)
    .filter((service) => paper.file[service] !== undefined)
    .flatMap((service) => {
      const shown = services.find((one) => one.service === service) ?? { service, usd: 0, cents: 0, resources: [] };
      return serviceRows(shown, paper.file, (line) => chargeOfLine.get(line));
    });
  return [...heading(paper), '', ...aligned(rows), ...footing(paper), ''].join('\n');
}

function heading({ file, priced, prices, today }: BillOnPaper): readonly string[] {
  const region = prices.regions.get(file.region);
  const age = priceAge(prices, file.region, today);
  const hours = file.hoursPerMonth ?? defaultHoursPerMonth;
  const freeTier = file.freeTier === true ? 'free tier taken once, for the account' : 'free tier not taken';
  const { published, read } = priced.bill.prices;
  return [
    `A month in ${file.region}${region === undefined ? '' : `, ${region.name}`}: US dollars, before tax`,
    `${hours} hours · 1 GB = 2^30 bytes · ${freeTier}`,
    `Prices read ${read}${age === null ? '' : `, ${age.days} days ago`} · published: ${published}`,
  ];
}

function footing({ file, priced, prices, today }: BillOnPaper): readonly string[] {
  const used = priced.charges.map(({ price }) => price);
  const warnings = ageWarnings(prices, file.region, used, today).map((warning) => `  warning: ${warning}`);
  const notes = [...unsurePrices(used), ...undatedPrices(used)].map((note) => `  ${note}`);
  return warnings.length + notes.length === 0 ? [] : ['', 'On these prices', ...warnings, ...notes];
}

/** The cells of a row, from left to right; groups have a sum, lines have the rest. */
interface Row {
  readonly label: string;
  readonly quantity?: string;
  readonly unit?: string;
  readonly price?: string;
  readonly amount?: string;
  readonly sum?: string;
}

type FindCharge = (line: BillLine) => Charge | undefined;

const serviceNames: Readonly<Record<Service, string>> = { dynamodb: 'DynamoDB', postgres: 'PostgreSQL' };

function serviceRows(shown: ShownService, file: BillFile, chargeOf: FindCharge): readonly Row[] {
  const heads = { label: serviceNames[shown.service], sum: dollars(shown.cents) };
  return [heads, ...shown.resources.flatMap((resource) => resourceRows(resource, shown.service, file, chargeOf))];
}

function resourceRows(
  { resource, parts, cents }: ShownResource,
  service: Service,
  file: BillFile,
  chargeOf: FindCharge,
): readonly Row[] {
  const title = { label: `  ${resource}${described(service, resource, file)}`, sum: dollars(cents) };
  const [only] = parts;
  if (parts.length === 1 && only?.index === null) return [title, ...lineRows(only, '    ', chargeOf)];
  const blocks = parts.flatMap((part) => [
    { label: part.index === null ? '    the table itself' : `    index ${part.index}`, sum: dollars(part.cents) },
    ...lineRows(part, '      ', chargeOf),
  ]);
  return [title, ...blocks];
}

function described(service: Service, resource: string, file: BillFile): string {
  if (service === 'postgres') return file.postgres === undefined ? '' : ` (${databaseWords(file.postgres)})`;
  const table = file.dynamodb?.find((one) => one.table === resource);
  return table === undefined ? '' : ` (${tableWords(table)})`;
}

function tableWords({ class: tableClass, mode }: TableUse): string {
  return `${tableClass}, ${mode}`;
}

function databaseWords(use: PostgresUse): string {
  if (use.engine === 'aurora-serverless-v2') return 'Aurora Serverless v2, Standard';
  return use.multiAz === true ? 'RDS, Multi-AZ' : 'RDS, Single-AZ';
}

function lineRows({ lines }: ShownPart, indent: string, chargeOf: FindCharge): readonly Row[] {
  return lines.map(({ line, cents }) => {
    const charge = chargeOf(line);
    return {
      label: `${indent}${itemWords(line.item)}`,
      quantity: line.quantity.toLocaleString('en-US', { maximumFractionDigits: 6 }),
      unit: line.unit,
      price: charge === undefined ? '' : priceWords(charge),
      amount: dollars(cents),
    };
  });
}

function itemWords(item: Item): string {
  return item === 'pitr' ? 'point-in-time recovery' : item.replaceAll('-', ' ');
}

function priceWords({ demand, price }: Charge): string {
  const { units, months } = demand.basis;
  const [whole = '0', fraction = ''] = price.decimal.split('.');
  const usd = `$${whole}.${fraction.padEnd(2, '0')}`;
  const many = units === 1 ? '' : units === 1_000_000 ? 'million ' : `${units} `;
  return `${usd} per ${many}${demand.unit}${months === 1 ? '' : `, ${months} months`}`;
}

/** `-$1,234.56`. */
export function dollars(cents: number): string {
  const amount = (Math.abs(cents) / 100).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return `${cents < 0 ? '-' : ''}$${amount}`;
}

const columns = ['label', 'quantity', 'unit', 'price', 'amount', 'sum'] as const;
const alignedRight: ReadonlySet<string> = new Set(['quantity', 'amount', 'sum']);
const head: Row = { label: '', quantity: 'quantity', unit: '', price: 'price', amount: 'amount', sum: 'sum' };

function aligned(rows: readonly Row[]): readonly string[] {
  const all = [head, ...rows];
  const widths = columns.map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) => {
    const cells = columns.map((column, n) => {
      const [text, width] = [row[column] ?? '', widths[n] ?? 0];
      return alignedRight.has(column) ? text.padStart(width) : text.padEnd(width);
    });
    return cells.join('  ').trimEnd();
  });
}
