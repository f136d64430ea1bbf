import { type LoadOrder, runLoad } from './load-client.ts';

const [, , , role, order = ''] = process.argv;
if (role === 'load') await runLoad(JSON.parse(order) as LoadOrder);
if (role === 'serve') {
  const { startCannedServer } = await import('./canned-server.ts');
  const s = await startCannedServer();
  console.log(s.url);
}
if (role === 'hot-path') {
  const { runHotPath } = await import('./hot-path.ts');
  await runHotPath();
}
