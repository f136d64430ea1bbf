// Runs as a process of its own: dynalite on the loopback, so that its CPU time is not its caller's.

import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { DynaliteOrder } from './dynalite-recipe.ts';
import { listeningLine } from './loopback-runner.ts';

const order: DynaliteOrder = JSON.parse(process.argv.at(-1) ?? '');
const dynalite: (options: object) => Server = createRequire(order.module)(order.module);
const transitions = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
const server = dynalite({ ...transitions, ...(order.data === null ? {} : { path: order.data }) });
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
server.listen(order.port, '127.0.0.1', () => console.log(`Version: ${order.version}\n${listeningLine}`));
