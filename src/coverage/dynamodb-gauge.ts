import { tableDefinitions } from '../targets/dynamodb/item-image.ts';
import type { Observed } from '../targets/dynamodb/observer.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import type { Gauge } from './gauge.ts';
import type { MeasuredOperation, MeasuredRequest } from './measured-operation.ts';
import { measuredRequests, type Tables } from './measured-requests.ts';
import type { DesignedIndex } from './unread-indexes.ts';

/** Operations of a pattern whose requests are kept whole, and how many items of each. */
const keepsOf = 3;
const mostItems = 50;

/** Takes the requests of a DynamoDB program from its executor, which is opened with `observe`. */
export class DynamoDbGauge implements Gauge {
  readonly indexes: readonly DesignedIndex[];
  readonly #tables: Tables;
  readonly #begun = new Map<string, number>();
  #requests: MeasuredRequest[] = [];
  #itemsLeft: number | null = null;

  constructor(workload: Workload) {
    this.#tables = tableDefinitions(workload);
    this.indexes = [...this.#tables.values()].flatMap(({ name: table, indexes }) =>
      indexes.map(({ name: index }) => ({ target: 'dynamodb', table, index })),
    );
  }

  readonly observe = (observed: Observed): void => {
    const measured = measuredRequests(observed, this.#tables, this.#itemsLeft);
    if (this.#itemsLeft !== null) {
      const kept = measured.reduce((sum, { items }) => sum + items.length, 0);
      this.#itemsLeft = Math.max(0, this.#itemsLeft - kept);
    }
    this.#requests.push(...measured);
  };

  async before({ id }: AnyPattern, _params: object, drawn: boolean): Promise<void> {
    const begun = this.#begun.get(id) ?? 0;
    this.#begun.set(id, begun + (drawn ? 1 : 0));
    this.#requests = [];
    this.#itemsLeft = drawn && begun < keepsOf ? mostItems : null;
  }

  after(): Pick<MeasuredOperation, 'requests' | 'statements'> {
    return { requests: this.#requests, statements: null };
  }

  async close(): Promise<void> {}
}
