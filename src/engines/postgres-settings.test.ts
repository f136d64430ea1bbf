import { describe, expect, it } from 'vitest';
import { postgresSettings, settingArguments } from './postgres-settings.ts';

const gib = 2 ** 30;

describe('postgresSettings', () => {
  it('are as durable as in production, and on the loopback alone', () => {
    expect(postgresSettings({ port: 4711, memoryBytes: 8 * gib, preload: ['pg_stat_statements'] })).toMatchObject({
      listen_addresses: '127.0.0.1',
      port: '4711',
      unix_socket_directories: '',
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      max_connections: '200',
      shared_preload_libraries: 'pg_stat_statements',
      track_io_timing: 'on',
    });
  });

  it.each([
    [0.125 * gib, '64MB'],
    [0.5 * gib, '128MB'],
    [1 * gib, '256MB'],
    [64 * gib, '256MB'],
  ])('of %d bytes of memory share %s', (memoryBytes, expected) => {
    expect(postgresSettings({ port: 1, memoryBytes, preload: [] }).shared_buffers).toBe(expected);
  });
});

describe('settingArguments', () => {
  it('sets each, an empty one too', () => {
    expect(settingArguments({ a: 'on', b: '' })).toEqual(['-c', 'a=on', '-c', 'b=']);
  });
});
