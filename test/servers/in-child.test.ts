import { expect, it } from 'vitest';
import { inChild } from './in-child.ts';

it('a server in a process of its own answers as it was told to, counts, and ends', async () => {
  const server = await inChild('throttle', { everyNth: 2 });
  expect(server.pid).not.toBe(process.pid);
  const ask = async (): Promise<number> => (await fetch(server.url, { method: 'POST', body: '{}' })).status;
  expect([await ask(), await ask(), await ask()]).toEqual([400, 200, 400]);
  expect(await server.requests()).toBe(3);
  await server.close();
  expect(() => process.kill(server.pid, 0)).toThrow('ESRCH');
});
