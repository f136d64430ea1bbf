#!/usr/bin/env node
import { processTerminal } from './process-terminal.ts';
import { main } from './program.ts';

process.exitCode = await main(process.argv.slice(2), processTerminal());
