#!/usr/bin/env node
import { processTerminal } from './process-terminal.ts';
import { main } from './program.ts';

// The SDK's advice is about its own future releases; this package pins the one it was tested with.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
process.exitCode = await main(process.argv.slice(2), processTerminal());
