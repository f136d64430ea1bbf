/** What the settings follow from. */
export interface PostgresSettingsSource {
  readonly port: number;
  /** The machine's memory, bytes. */
  readonly memoryBytes: number;
  readonly preload: readonly string[];
}

const mib = 1_048_576;

/**
 * The server's settings: as durable as a production server's, on the loopback alone, with the counters that a report needs.
 * `shared_buffers` is a quarter of the memory (PostgreSQL's manual, 19.4.1), between 64 and 256 MiB: this is a guest.
 */
export function postgresSettings({ port, memoryBytes, preload }: PostgresSettingsSource): Record<string, string> {
  const buffersMib = Math.min(256, Math.max(64, Math.floor(memoryBytes / 4 / mib)));
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: `${buffersMib}MB`,
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    track_io_timing: 'on',
    shared_preload_libraries: preload.join(','),
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
  };
}

/** The settings as the server's command line takes them. */
export function settingArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
