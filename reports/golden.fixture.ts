import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** Compares a report with the file of that name under golden/; UPDATE_GOLDEN=1 writes the file instead. */
export function expectGolden(name: string, report: string): void {
  const file = fileURLToPath(new URL(`./golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, report);
  }
  if (!existsSync(file)) throw new Error(`there is no ${file}: UPDATE_GOLDEN=1 writes it`);
  expect(report).toBe(readFileSync(file, 'utf8'));
}
