import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** What a server says of itself. */
export interface PostgresAnswer {
  /** As `server_version` has it before the first blank: `18.4`. */
  readonly version: string;
}

/** Asks a server for its version. Throws what the client library throws; the connection is closed in any case. */
export async function askPostgres(url: string, timeoutMs: number): Promise<PostgresAnswer> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    application_name: 'patternbench',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return { version: rows[0]?.server_version.split(' ')[0] ?? '' };
  } finally {
    await ended(client);
  }
}

/** Creates the database unless it is there. `url` leads to another database of the same server. */
export async function createDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await ended(client);
  }
}

/** Closes a connection without waiting for ever for a server that has gone meanwhile. */
async function ended(client: Client): Promise<void> {
  const patience = new AbortController();
  const enough = sleep(1_000, null, { signal: patience.signal, ref: false }).catch(() => {});
  await Promise.race([client.end().catch(() => {}), enough]);
  patience.abort();
}
