import type { Consumed } from '../measure/measurement.ts';
import type { IndexDefinition, TableDefinition } from './table-definition.ts';

interface Units {
  read: number;
  write: number;
}

/** Adds up units per table and index that pays. A local index is paid by its table. */
export class Tally {
  private readonly byTable = new Map<TableDefinition, Map<IndexDefinition | null, Units>>();

  read(table: TableDefinition, index: IndexDefinition | null, units: number): void {
    this.unitsOf(table, index).read += units;
  }

  /** Nothing written is nothing charged: 0 units leave no row. */
  write(table: TableDefinition, index: IndexDefinition | null, units: number): void {
    if (units > 0) this.unitsOf(table, index).write += units;
  }

  /** Tables in the order in which they were first charged; of each the table itself, then its indexes as defined. */
  rows(): Consumed[] {
    return [...this.byTable].flatMap(([table, byIndex]) =>
      [null, ...table.indexes].flatMap((index) => {
        const units = byIndex.get(index);
        return units === undefined ? [] : [{ table: table.name, index: index?.name ?? null, ...units }];
      }),
    );
  }

  private unitsOf(table: TableDefinition, index: IndexDefinition | null): Units {
    const payer = index?.kind === 'global' ? index : null;
    const byIndex = this.byTable.get(table) ?? new Map<IndexDefinition | null, Units>();
    this.byTable.set(table, byIndex);
    const units = byIndex.get(payer) ?? { read: 0, write: 0 };
    byIndex.set(payer, units);
    return units;
  }
}
