/** What one statement did in the server: rows it gave or changed, pages of 8 KiB it found in shared buffers and those it did not. */
export interface StatementWork {
  readonly rows: number;
  readonly buffersHit: number;
  readonly buffersRead: number;
}

/** How PostgreSQL found the rows; the worst step decides `kind`. */
export interface PlanPath {
  /** `key`: a primary key or a unique index. `write`: rows that nothing was looked up for. */
  readonly kind: 'key' | 'index' | 'scan' | 'write';
  /** In the order of the plan: `Index Scan using orders_pkey on orders`, `Seq Scan on users`, `Insert on orders`. */
  readonly steps: readonly string[];
}

/** A node of EXPLAIN's JSON. https://www.postgresql.org/docs/current/sql-explain.html */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Operation?: string;
  /** Means of one loop. */
  readonly 'Actual Rows'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A node's counters hold those of the nodes below it. Those of foreign key checks are in none. */
export function workOf(root: PlanNode, rows: number): StatementWork {
  return { rows, buffersHit: root['Shared Hit Blocks'] ?? 0, buffersRead: root['Shared Read Blocks'] ?? 0 };
}

const worse = ['write', 'key', 'index', 'scan'] as const;

/** The path of several plans, one after the other. `unique` knows the primary keys and unique indexes by name. */
export function pathOf(roots: readonly PlanNode[], unique: ReadonlySet<string>): PlanPath {
  const nodes = roots.flatMap(nodesOf);
  const steps = nodes.flatMap((node) => stepOf(node) ?? []);
  const kinds = nodes.map((node) => kindOf(node, unique));
  return { kind: worse.findLast((kind) => kinds.includes(kind)) ?? 'write', steps };
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

function kindOf(node: PlanNode, unique: ReadonlySet<string>): PlanPath['kind'] {
  const index = node['Index Name'];
  if (index !== undefined) return unique.has(index) ? 'key' : 'index';
  return isWholeScan(node) ? 'scan' : 'write';
}

function stepOf(node: PlanNode): string | null {
  const on = node['Relation Name'] === undefined ? '' : ` on ${node['Relation Name']}`;
  const index = node['Index Name'];
  if (index !== undefined) return `${node['Node Type']} using ${index}${on}`;
  if (node['Node Type'] === 'ModifyTable') return `${node.Operation ?? 'Write'}${on}`;
  return isWholeScan(node) ? `${node['Node Type']}${on}` : null;
}

/** A bitmap's heap scan reads what its index scan found; every other scan of a table without an index reads all of it. */
function isWholeScan(node: PlanNode): boolean {
  return node['Relation Name'] !== undefined && /^(Seq|Sample|Tid Range) Scan$/.test(node['Node Type']);
}
