import { type ExplainedStatement, PostgresExplainer } from '../targets/postgres/explainer.ts';
import type { PostgresPlace } from '../targets/target.ts';
import { OperationFailed } from '../workload/operation-failed.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Gauge } from './gauge.ts';
import type { MeasuredOperation, MeasuredStatement } from './measured-operation.ts';
import type { DesignedIndex } from './unread-indexes.ts';

/** Drawn operations of a pattern that are run under EXPLAIN. */
export const explainedOfPattern = 10;

/** Runs the first operations of each pattern under EXPLAIN before they are asked, rolled back, so that writes write once. */
export class PostgresGauge implements Gauge {
  readonly indexes: readonly DesignedIndex[];
  readonly #explainer: PostgresExplainer;
  readonly #explained = new Map<string, number>();
  #statements: readonly MeasuredStatement[] | null = null;

  private constructor(explainer: PostgresExplainer, indexes: readonly DesignedIndex[]) {
    this.#explainer = explainer;
    this.indexes = indexes;
  }

  /** @throws {EnvironmentError} where the database cannot be reached or entered. */
  static async open(place: PostgresPlace): Promise<PostgresGauge> {
    const explainer = await PostgresExplainer.open(place);
    const indexes = await explainer.secondaryIndexes();
    return new PostgresGauge(
      explainer,
      indexes.map(({ table, index }) => ({ target: 'postgres', table, index })),
    );
  }

  async before(pattern: AnyPattern, params: object, drawn: boolean): Promise<void> {
    this.#statements = null;
    const done = this.#explained.get(pattern.id) ?? 0;
    if (!drawn || done >= explainedOfPattern) return;
    this.#explained.set(pattern.id, done + 1);
    try {
      const { statements } = await this.#explainer.explain(pattern, params);
      this.#statements = statements.map(measuredStatement);
    } catch (error) {
      // What PostgreSQL refuses has no plan; it is asked all the same, and there it fails for everybody to see.
      if (!(error instanceof OperationFailed)) throw error;
    }
  }

  after(): Pick<MeasuredOperation, 'requests' | 'statements'> {
    return { requests: [], statements: this.#statements };
  }

  async close(): Promise<void> {
    await this.#explainer.close();
  }
}

function measuredStatement(statement: ExplainedStatement): MeasuredStatement {
  const { text, values, rows, buffersHit, buffersRead, nodes, indexWithoutScans } = statement;
  return {
    statement: text.replace(/\s+/g, ' ').trim(),
    values,
    returned: rows,
    buffersHit,
    buffersRead,
    evaluated: nodes.reduce((sum, node) => sum + node.evaluated, 0),
    removed: nodes.reduce((sum, node) => sum + node.removed, 0),
    nodes: nodes.map((node) => ({
      ...node,
      indexWithoutScans: node.node === 'Seq Scan' ? (indexWithoutScans.get(node.table ?? '') ?? null) : null,
    })),
  };
}
