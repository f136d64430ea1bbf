import { type Exact, exactly, rounded, times } from '../src/bill/exact.ts';
import type { OperationUnits } from '../src/capacity/units-file.ts';
import { paintFor } from './text/paint.ts';
import { type TextCell, type TextColumn, textTable } from './text/text-table.ts';
import { fitted, plain, wrapped } from './text/text-width.ts';

/** An operation with what a million like it cost on demand. */
export interface PricedOperation extends OperationUnits {
  readonly operation: string;
  readonly usdPerMillion: Exact;
}

/** Where the prices of the table come from. */
export interface UnitPriceSource {
  readonly region: string;
  readonly published: string;
  /** `YYYY-MM-DD` */
  readonly read: string;
  /** What a reader should know of single prices, a sentence each. */
  readonly notes: readonly string[];
}

const width = 100;
const widestId = 15;

/** Sizes and units as a table for people: a line for each table and index that pays, the price on an operation's first. */
export function unitsTable(operations: readonly PricedOperation[], source: UnitPriceSource): string {
  const lines = operations.flatMap(linesOf);
  const column = (
    group: string,
    head: string,
    align: TextColumn['align'],
    text: (line: Line) => string,
  ): TextColumn => ({
    group,
    head,
    align,
    cells: lines.map((line): TextCell => ({ text: text(line) })),
  });
  const columns = [
    column('', 'id', 'left', ({ id }) => id),
    column('', 'operation', 'left', ({ operation }) => operation),
    column('', 'item bytes', 'right', ({ bytes }) => bytes),
    column('units of one', 'table / index', 'left', ({ payer }) => payer),
    column('units of one', 'read', 'point', ({ read }) => read),
    column('units of one', 'write', 'point', ({ write }) => write),
    column('a million', 'US$', 'point', ({ usd }) => usd),
  ];
  return [...textTable(columns, paintFor(false), 2), '', ...footing(source), ''].join('\n');
}

interface Line {
  readonly id: string;
  readonly operation: string;
  readonly bytes: string;
  readonly payer: string;
  readonly read: string;
  readonly write: string;
  readonly usd: string;
}

function linesOf({ id, operation, itemBytes, consumed, usdPerMillion }: PricedOperation): readonly Line[] {
  const head = {
    id: fitted(plain(id), widestId),
    operation,
    bytes: bytesText(operation, itemBytes),
    usd: usdText(usdPerMillion),
  };
  const blank = { id: '', operation: '', bytes: '', usd: '' };
  if (consumed.length === 0) return [{ ...head, payer: 'nothing', read: '-', write: '-' }];
  return consumed.map(({ table, index, read, write }, at) => ({
    ...(at === 0 ? head : blank),
    payer: index === null ? table : `${table} / ${index}`,
    read: unitsText(read),
    write: unitsText(write),
  }));
}

/** The sizes where they are few, else what they come to and in how many items; an arrow from before to after. */
function bytesText(operation: string, sizes: readonly number[]): string {
  if (sizes.length === 0) return '-';
  const isChange = operation === 'PutItem' || operation === 'UpdateItem';
  if (sizes.length <= 2) return sizes.map(grouped).join(isChange ? ' → ' : ' · ');
  return `${grouped(sizes.reduce((sum, bytes) => sum + bytes, 0))} in ${grouped(sizes.length)}`;
}

function unitsText(units: number): string {
  return units === 0 ? '-' : grouped(units);
}

function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** Four decimals: the cheapest read costs some cents a million. */
function usdText(usd: Exact): string {
  const tenThousandths = rounded(times(usd, exactly(10_000)));
  return (Number(tenThousandths) / 10_000).toLocaleString('en-US', {
    minimumFractionDigits: 4,
    maximumFractionDigits: 4,
  });
}

function footing({ region, published, read, notes }: UnitPriceSource): readonly string[] {
  const sentences = [
    `On demand in ${region}, in US dollars before tax. Prices read ${read}.`,
    `Published: ${published}.`,
    'A missing item has no size. Sizes of numbers are approximate: AWS gives no exact rule for them.',
    ...notes,
  ];
  return sentences.flatMap((sentence) => wrapped(sentence, width));
}
