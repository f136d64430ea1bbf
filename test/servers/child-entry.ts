import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startByName } from './by-name.ts';

// The whole of a process: `node child-entry.js NAME OPTIONS`. It tells its parent the port, answers any message with how many
// requests came and how late the process itself was at most, and ends with it.

const [, , name = '', options = '{}'] = process.argv;
const server = await startByName(name, JSON.parse(options));
process.on('disconnect', () => process.exit(0));
const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
process.on('message', () => process.send?.({ requests: server.requests(), lateMs: loop.max / 1e6 }));
process.send?.({ port: server.port });
