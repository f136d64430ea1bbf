import { OperationFailed } from '../../workload/operation-failed.ts';
import type { AnyPattern } from '../../workload/pattern.ts';
import type { Postgres, RowsReply, Statement } from '../../workload/postgres-port.ts';
import { ProgramThrew } from '../program-threw.ts';
import type { PostgresPlace } from '../target.ts';
import { PostgresConnection, type Reply } from './connection.ts';
import { unreachable } from './environment.ts';
import { type PlanNode, type PlanPath, pathOf, type StatementWork, workOf } from './plan.ts';
import { indexByTable, type TableNode, tableNodes } from './plan-nodes.ts';
import { LazyRows } from './rows.ts';
import { Statements } from './statements.ts';

/** What one operation did in the server, and how. */
export interface Explained extends StatementWork {
  readonly path: PlanPath;
  readonly statements: readonly ExplainedStatement[];
}

export interface ExplainedStatement extends StatementWork {
  readonly text: string;
  readonly values: readonly unknown[];
  /** EXPLAIN's JSON, the root of the plan. */
  readonly plan: PlanNode;
  readonly nodes: readonly TableNode[];
  /** Of tables that the plan scans whole: the index that the planner takes when it may not, and has one. */
  readonly indexWithoutScans: ReadonlyMap<string, string>;
}

export interface SecondaryIndex {
  readonly table: string;
  readonly index: string;
}

const timeoutMs = 60_000;

/**
 * Runs operations under EXPLAIN (ANALYZE, BUFFERS), each statement once for its plan and once for the answer that the
 * program goes on with, in a transaction that is always rolled back: what it writes is never there.
 */
export class PostgresExplainer {
  readonly #connection: PostgresConnection;
  readonly #statements = new Statements();
  readonly #unique: ReadonlySet<string>;
  readonly #withoutScans = new Map<string, ReadonlyMap<string, string>>();

  private constructor(connection: PostgresConnection, unique: ReadonlySet<string>) {
    this.#connection = connection;
    this.#unique = unique;
  }

  /** @throws {EnvironmentError} where the database cannot be reached or entered. */
  static async open(place: PostgresPlace): Promise<PostgresExplainer> {
    const { url, schema } = place;
    const options = { url, schema, connectTimeoutMs: 10_000, statementTimeoutMs: timeoutMs };
    try {
      const connection = await PostgresConnection.open(options);
      const { rows } = await connection.script(uniqueIndexes, timeoutMs);
      return new PostgresExplainer(connection, new Set(rows.map(({ relname }: { relname: string }) => relname)));
    } catch (error) {
      throw unreachable(place, error);
    }
  }

  /**
   * @throws {OperationFailed} where the operation fails.
   * @throws {ProgramThrew} where the pattern's program has a bug of its own.
   */
  async explain(pattern: AnyPattern, params: object): Promise<Explained> {
    const statements: ExplainedStatement[] = [];
    const db = new ExplainedSession((statement) => this.#explained(statement, statements), this.#connection);
    await this.#connection.script('begin', timeoutMs);
    try {
      await pattern.postgres(db, params);
    } catch (error) {
      throw error instanceof OperationFailed ? error : new ProgramThrew(pattern.id, 'postgres', error);
    } finally {
      await this.#connection.script('rollback', timeoutMs);
    }
    const total = (of: keyof StatementWork): number => statements.reduce((sum, one) => sum + one[of], 0);
    const plans = statements.map(({ plan }) => plan);
    return {
      rows: total('rows'),
      buffersHit: total('buffersHit'),
      buffersRead: total('buffersRead'),
      path: pathOf(plans, this.#unique),
      statements,
    };
  }

  /** The indexes of the schema that serve reads alone: neither of a key nor unique. */
  async secondaryIndexes(): Promise<readonly SecondaryIndex[]> {
    const { rows } = await this.#connection.script(secondaryIndexes, timeoutMs);
    return rows.map(({ table, index }: SecondaryIndex) => ({ table, index }));
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #explained({ text, values = [] }: Statement, into: ExplainedStatement[]): Promise<RowsReply> {
    const explain = `explain (analyze, buffers, timing off, format json) ${text}`;
    // What cannot be explained (SET, DO) is only run; what is wrong with a statement then shows.
    const explained = await this.#run(explain, values).catch(() => null);
    await this.#connection.script(undo, timeoutMs);
    const reply = new LazyRows(await this.#run(text, values));
    const plan = explained === null ? null : planOf(new LazyRows(explained));
    if (plan !== null) {
      const nodes = tableNodes(plan, this.#unique);
      const indexWithoutScans = nodes.some(({ node }) => node === 'Seq Scan')
        ? await this.#plannedWithoutScans(text, values)
        : new Map<string, string>();
      into.push({ text, values, plan, nodes, indexWithoutScans, ...workOf(plan, reply.count) });
    }
    return reply;
  }

  /** A small table is scanned although it has an index that would do: what the planner does when it may not tells them apart. */
  async #plannedWithoutScans(text: string, values: readonly unknown[]): Promise<ReadonlyMap<string, string>> {
    const known = this.#withoutScans.get(text);
    if (known !== undefined) return known;
    await this.#connection.script('savepoint planned; set local enable_seqscan = off', timeoutMs);
    const explained = await this.#run(`explain (analyze, timing off, format json) ${text}`, values).catch(() => null);
    await this.#connection.script('rollback to savepoint planned; release savepoint planned', timeoutMs);
    const plan = explained === null ? null : planOf(new LazyRows(explained));
    const found = indexByTable(plan === null ? [] : tableNodes(plan, this.#unique));
    this.#withoutScans.set(text, found);
    return found;
  }

  #run(text: string, values: readonly unknown[]): Promise<Reply> {
    return this.#connection.run(this.#statements.of(text, undefined), values, timeoutMs, () => {});
  }
}

/** EXPLAIN gives one row of one column: a list of one object. */
function planOf({ rows }: RowsReply): PlanNode | null {
  const [explained] = (rows[0]?.['QUERY PLAN'] ?? []) as readonly { readonly Plan?: PlanNode }[];
  return explained?.Plan ?? null;
}

const undo = 'rollback to savepoint explained; savepoint explained';

const uniqueIndexes = `
  select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
   where i.indisunique and c.relnamespace = current_schema()::regnamespace`;

const secondaryIndexes = `
  select t.relname as table, c.relname as index
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
   where not i.indisunique and not i.indisexclusion and c.relnamespace = current_schema()::regnamespace
   order by t.relname, c.relname`;

/** All statements of an operation, one after the other, each undone by itself where it fails. */
class ExplainedSession implements Postgres {
  readonly #run: (statement: Statement) => Promise<RowsReply>;
  readonly #connection: PostgresConnection;
  #last: Promise<unknown> = Promise.resolve();

  constructor(run: (statement: Statement) => Promise<RowsReply>, connection: PostgresConnection) {
    this.#run = run;
    this.#connection = connection;
  }

  query(text: string | Statement, values?: readonly unknown[]): Promise<RowsReply> {
    const statement = typeof text === 'string' ? { text, ...(values === undefined ? {} : { values }) } : text;
    const reply = this.#last.then(() => this.#guarded(() => this.#run(statement), 'explained'));
    this.#last = reply.catch(() => {});
    return reply;
  }

  transaction<Value>(body: (db: Postgres) => Promise<Value>): Promise<Value> {
    return this.#guarded(() => body(this), 'whole');
  }

  async #guarded<Value>(work: () => Promise<Value>, savepoint: string): Promise<Value> {
    await this.#connection.script(`savepoint ${savepoint}`, timeoutMs);
    try {
      const value = await work();
      await this.#connection.script(`release savepoint ${savepoint}`, timeoutMs);
      return value;
    } catch (error) {
      await this.#connection.script(`rollback to savepoint ${savepoint}`, timeoutMs);
      throw error;
    }
  }
}
