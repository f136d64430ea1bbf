import type { PostgresLayout } from '../workload/layout.ts';

/** An index of a PostgreSQL layout beside the primary key. */
export interface PostgresIndex {
  readonly name: string;
  readonly table: string;
  /** Plain column names; of an expression the columns that it mentions. */
  readonly columns: readonly string[];
}

/** The indexes that a layout's SQL creates: CREATE INDEX, and UNIQUE in CREATE TABLE. */
export function postgresIndexes({
  tables,
  indexes,
}: Pick<PostgresLayout<object>, 'tables' | 'indexes'>): PostgresIndex[] {
  const sql = `${tables}\n${indexes}`.replace(/--[^\n]*/g, '');
  return [...created(sql), ...unique(sql)];
}

function created(sql: string): PostgresIndex[] {
  const statement =
    /create\s+(?:unique\s+)?index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?(?:([\w".]+)\s+)?on\s+(?:only\s+)?([\w".]+)\s*(?:using\s+\w+\s*)?\(([^;]*?)\)\s*(?:include\s*\([^;]*?\)\s*)?(?:where[^;]*)?(?:;|$)/gi;
  return [...sql.matchAll(statement)].map(([, name, table = '', list = '']) => ({
    name: bare(name ?? `index on ${bare(table)}`),
    table: bare(table),
    columns: columnsIn(list),
  }));
}

function unique(sql: string): PostgresIndex[] {
  return [...sql.matchAll(/create\s+table\s+(?:if\s+not\s+exists\s+)?([\w".]+)\s*\(([^;]*)\)/gi)].flatMap(
    ([, table = '', body = '']) => {
      const named = [...body.matchAll(/\bunique\s*\(([^)]*)\)/gi)].map(([, list = '']) => columnsIn(list));
      const inline = [...body.matchAll(/(?:^|,|\n)\s*(\w+)\s+[^,()]*\bunique\b(?!\s*\()/gi)].map(([, column = '']) => [
        column,
      ]);
      return [...named, ...inline].map((columns) => ({
        name: `unique ${columns.join(', ')}`,
        table: bare(table),
        columns,
      }));
    },
  );
}

/** The first word of each member of a list; of an expression every word. */
function columnsIn(list: string): string[] {
  return list.split(',').flatMap((member) => {
    const words = member.match(/\w+/g) ?? [];
    return /[()]/.test(member) ? words : words.slice(0, 1);
  });
}

function bare(name: string): string {
  return name.replaceAll('"', '').split('.').at(-1) ?? name;
}
