import { startByName } from './by-name.ts';

// The whole of a process: `node child-entry.js NAME OPTIONS`. It tells its parent the port, answers `requests` with their
// number, and ends with it.

const [, , name = '', options = '{}'] = process.argv;
const server = await startByName(name, JSON.parse(options));
process.on('disconnect', () => process.exit(0));
process.on('message', () => process.send?.({ requests: server.requests() }));
process.send?.({ port: server.port });
