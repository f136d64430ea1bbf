// Compiles to dist/ and copies the files that are not code and that the code reads at run time.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
