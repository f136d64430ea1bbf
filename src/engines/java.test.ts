import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findJava, parseJavaVersion } from './java.ts';

describe('parseJavaVersion', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_402"\nJava(TM) SE Runtime Environment', 8],
    ['openjdk version "11.0.2" 2019-01-15', 11],
    ['openjdk version "25-ea" 2025-09-16', 25],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "17.0.9"', 17],
    ['The operation couldn’t be completed. Unable to locate a Java Runtime.', null],
    ['', null],
  ])('reads %j', (said, expected) => {
    expect(parseJavaVersion(said)).toBe(expected);
  });
});

describe('findJava', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'patternbench-java-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function fakeJava(says: string, ...inside: string[]): string {
    const bin = join(folder, ...inside);
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'java'), `#!/bin/sh\necho '${says}' >&2\n`);
    chmodSync(join(bin, 'java'), 0o755);
    return bin;
  }

  it('finds one on the PATH', async () => {
    const bin = fakeJava('openjdk version "17.0.1"');
    expect(await findJava({ PATH: `/nowhere:${bin}` })).toEqual({ found: true, command: join(bin, 'java'), major: 17 });
  });

  it('prefers JAVA_HOME', async () => {
    const bin = fakeJava('openjdk version "21"', 'home', 'bin');
    const found = await findJava({ PATH: process.env.PATH, JAVA_HOME: join(folder, 'home') });
    expect(found).toEqual({ found: true, command: join(bin, 'java'), major: 21 });
  });

  it('says that there is none', async () => {
    const why = 'there is no Java: JAVA_HOME is not set, and no `java` is on the PATH';
    expect(await findJava({ PATH: '' })).toEqual({ found: false, why });
  });

  it('says that JAVA_HOME leads nowhere, and does not take another in its stead', async () => {
    const why = `JAVA_HOME is set, but there is no ${join(folder, 'bin', 'java')}`;
    expect(await findJava({ PATH: process.env.PATH, JAVA_HOME: folder })).toEqual({ found: false, why });
  });

  it('says that it is too old', async () => {
    const bin = fakeJava('java version "1.8.0_402"');
    expect(await findJava({ PATH: bin })).toEqual({
      found: false,
      why: `${join(bin, 'java')} is Java 8, and 17 is needed`,
    });
  });

  it('says what it says in place of a version', async () => {
    const bin = fakeJava('Unable to locate a Java Runtime.');
    const why = `${join(bin, 'java')} does not tell its version: Unable to locate a Java Runtime.`;
    expect(await findJava({ PATH: bin })).toEqual({ found: false, why });
  });
});
