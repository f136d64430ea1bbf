import type { PlanNode, PlanPath } from './plan.ts';

/** A step of a plan that reads or writes a table. */
export interface TableNode {
  /** `Index Scan`, `Seq Scan`, `Insert`, … */
  readonly node: string;
  readonly table: string | null;
  readonly index: string | null;
  readonly access: PlanPath['kind'];
  /** Rows that it read over all loops, those included that its filter or a recheck removed. 0 of a plan that was not run. */
  readonly evaluated: number;
  readonly removed: number;
}

/** Nodes that give their first row only after they have read the last one: a limit above them does not bound what is below. */
const blocking = /^(Sort|Aggregate|Group|Hash|HashAggregate|SetOp|WindowAgg)$/;

/**
 * The steps of a plan that touch a table, in its order. An index that is read from end to end, without a condition and
 * without a limit, is a scan. `unique` knows the primary keys and unique indexes by name.
 */
export function tableNodes(root: PlanNode, unique: ReadonlySet<string>): TableNode[] {
  return walk(root, { unique, limited: false, table: null });
}

interface Walk {
  readonly unique: ReadonlySet<string>;
  readonly limited: boolean;
  /** The table that a bitmap is made for. */
  readonly table: string | null;
}

function walk(node: PlanNode, at: Walk): TableNode[] {
  const type = node['Node Type'];
  const limited = type === 'Limit' || (at.limited && !blocking.test(type));
  const table = type === 'Bitmap Heap Scan' ? (node['Relation Name'] ?? null) : at.table;
  const own = nodeOf(node, at);
  const below = (node.Plans ?? []).flatMap((child) => walk(child, { ...at, limited, table }));
  return own === null ? below : [own, ...below];
}

function nodeOf(node: PlanNode, { unique, limited, table }: Walk): TableNode | null {
  const type = node['Node Type'];
  const relation = node['Relation Name'] ?? null;
  const index = node['Index Name'] ?? null;
  if (type === 'ModifyTable') {
    const done = node.Operation ?? 'Write';
    return { node: done, table: relation, index: null, access: 'write', evaluated: 0, removed: 0 };
  }
  if (type === 'Bitmap Index Scan') {
    return { node: type, table, index, access: indexAccess(index, unique), evaluated: 0, removed: 0 };
  }
  if (relation === null || !/Scan$/.test(type)) return null;
  const loops = node['Actual Loops'] ?? 0;
  const removed = ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * loops;
  const evaluated = Math.round((node['Actual Rows'] ?? 0) * loops + removed);
  const access = scanAccess(node, index, unique, limited);
  return { node: type, table: relation, index, access, evaluated, removed: Math.round(removed) };
}

function scanAccess(
  node: PlanNode,
  index: string | null,
  unique: ReadonlySet<string>,
  limited: boolean,
): PlanPath['kind'] {
  if (node['Node Type'] === 'Bitmap Heap Scan') return 'index';
  if (index === null) return node['Node Type'] === 'Tid Scan' ? 'key' : 'scan';
  return node['Index Cond'] === undefined && !limited ? 'scan' : indexAccess(index, unique);
}

function indexAccess(index: string | null, unique: ReadonlySet<string>): PlanPath['kind'] {
  return index !== null && unique.has(index) ? 'key' : 'index';
}

/** The index that each table is read by in this plan, where it leads to what is wanted: a filter may not remove most of it. */
export function indexByTable(nodes: readonly TableNode[]): ReadonlyMap<string, string> {
  const wasteful = new Set(nodes.filter(({ evaluated, removed }) => removed >= 10 && removed >= 0.9 * evaluated));
  const tables = new Set([...wasteful].map(({ table }) => table));
  const read = nodes.flatMap(({ table, index, access }) =>
    table === null || index === null || access === 'scan' || tables.has(table) ? [] : [[table, index] as const],
  );
  return new Map(read.reverse());
}
