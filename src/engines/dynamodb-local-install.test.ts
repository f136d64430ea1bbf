import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCopy } from './dynamodb-local-copy.ts';
import { copiesFolder, findCopy, installCopy } from './dynamodb-local-install.ts';
import { pom } from './dynamodb-local-maven.ts';
import { ownCache } from './engines.fixture.ts';
import { EnvironmentError } from './environment-error.ts';
import { freePort } from './free-port.ts';

const mainClass = 'software/amazon/dynamodb/services/local/main/ServerRunner.class';
let cache: ReturnType<typeof ownCache>;
beforeEach(() => {
  cache = ownCache();
});
afterEach(() => cache.remove());

function lay(...path: string[]): (name: string, content?: string) => void {
  const folder = join(cache.cache, ...path);
  mkdirSync(folder, { recursive: true });
  return (name, content = '') => writeFileSync(join(folder, name), content);
}

describe('readCopy', () => {
  it("takes jars side by side in `lib`, as Maven's copy has them", () => {
    const put = lay('copy', 'lib');
    put('DynamoDBLocal-3.3.1.jar', mainClass);
    put('sqlite4java-1.0.392.jar');
    const folder = join(cache.cache, 'copy');
    const library = join(folder, 'lib');
    const copy = { folder, classPath: [join(library, '*')], nativeFolder: library };
    expect(readCopy(folder)).toEqual({ found: true, copy });
    expect(readCopy(library)).toEqual({ found: true, copy: { ...copy, folder: library } });
  });

  it("takes the layout of AWS's archive", () => {
    lay('copy')('DynamoDBLocal.jar', mainClass);
    lay('copy', 'DynamoDBLocal_lib')('sqlite4java.jar');
    const folder = join(cache.cache, 'copy');
    const nativeFolder = join(folder, 'DynamoDBLocal_lib');
    const classPath = [join(folder, 'DynamoDBLocal.jar'), join(nativeFolder, '*')];
    expect(readCopy(folder)).toEqual({ found: true, copy: { folder, classPath, nativeFolder } });
  });

  it.each<[string, () => void, string]>([
    ['there is no folder', () => {}, 'there is no folder'],
    ['it is empty', () => lay('copy'), 'holds neither'],
    [
      'it is version 2',
      () => lay('copy', 'lib')('DynamoDBLocal-2.6.1.jar', 'com/amazonaws/…'),
      'is not DynamoDB Local 3',
    ],
    ['it is half', () => lay('copy', 'lib')('DynamoDBLocal-3.3.1.jar', mainClass), 'sqlite4java is missing'],
  ])('says so when %s', (_, make, why) => {
    make();
    const read = readCopy(join(cache.cache, 'copy'));
    expect(read).toEqual({ found: false, why: expect.stringContaining(why) });
    expect(read).toEqual({ found: false, why: expect.stringContaining(join(cache.cache, 'copy')) });
  });
});

describe('findCopy', () => {
  it('refuses a variable that points to something else', () => {
    const env = { PATTERNBENCH_DYNAMODB_LOCAL: join(cache.cache, 'elsewhere') };
    expect(() => findCopy({ cache: cache.cache, env })).toThrow(EnvironmentError);
    const message = `PATTERNBENCH_DYNAMODB_LOCAL does not help: there is no folder ${env.PATTERNBENCH_DYNAMODB_LOCAL}`;
    expect(() => findCopy({ cache: cache.cache, env })).toThrow(message);
  });
});

describe('pom', () => {
  it('excludes each artifact that is asked for apart', () => {
    const text = pom({ pinpoint: '2.41.0', cognitoidentity: '[2.40.0,2.49.0)' });
    const awssdk = '<groupId>software.amazon.awssdk</groupId>';
    expect(text).toContain(`<exclusion>${awssdk}<artifactId>pinpoint</artifactId></exclusion>`);
    expect(text).toContain(
      `<dependency>${awssdk}<artifactId>pinpoint</artifactId><version>2.41.0</version></dependency>`,
    );
    expect(text).toContain('<artifactId>cognitoidentity</artifactId><version>[2.40.0,2.49.0)</version>');
    expect(text).toContain('<artifactId>DynamoDBLocal</artifactId><version>3.3.1</version>');
  });
});

describe('installCopy', () => {
  /** A Maven that writes down each project it is given, and does as the script says. */
  async function withMaven(script: string) {
    const bin = join(cache.cache, 'bin');
    lay('bin')('mvn', `#!/bin/sh\ncat "$3" >> '${bin}/poms'\n${script}\n`);
    chmodSync(join(bin, 'mvn'), 0o755);
    const nobody = `http://127.0.0.1:${await freePort()}/a.tar.gz`;
    const env = { PATH: `${bin}:${process.env.PATH}`, PATTERNBENCH_DYNAMODB_LOCAL_URL: nobody };
    const poms = () => (existsSync(join(bin, 'poms')) ? readFileSync(join(bin, 'poms'), 'utf8') : '');
    return { options: { ...cache.options, env }, poms };
  }
  const makeCopy = `mkdir -p lib; printf '${mainClass}' > lib/DynamoDBLocal-3.3.1.jar; touch lib/sqlite4java-1.jar`;
  const drafts = () => readdirSync(copiesFolder(cache.cache)).filter((name) => name.startsWith('draft-'));

  it('installs with Maven, in versions that are known to be there', async () => {
    const { options, poms } = await withMaven(makeCopy);
    const found = await installCopy(options, false);
    expect(found).toMatchObject({ found: true, copy: { folder: join(copiesFolder(cache.cache), 'maven-3.3.1') } });
    expect(findCopy(options)).toEqual(found);
    expect(poms()).not.toContain('[2.40.0,2.49.0)');
    expect(drafts()).toEqual([]);
  });

  it('looks for other versions where Maven lacks one', async () => {
    const missing =
      "echo '[ERROR] Could not find artifact software.amazon.awssdk:pinpoint:jar:2.41.0 in central'; exit 1";
    const { options, poms } = await withMaven(`grep -q 2.40.0 "$3" || { ${missing}; }\n${makeCopy}`);
    expect(await installCopy(options, false)).toMatchObject({ found: true });
    expect(poms()).toContain('<artifactId>pinpoint</artifactId><version>2.41.0</version>');
    expect(poms()).toContain('<artifactId>pinpoint</artifactId><version>[2.40.0,2.49.0)</version>');
  });

  it('leaves nothing by half when all fails, and says why each way did', async () => {
    const { options } = await withMaven("echo '[ERROR] Unknown host'; mkdir -p lib; touch lib/half.jar; exit 1");
    const found = await installCopy(options, false);
    expect(found).toEqual({ found: false, why: expect.stringMatching(/from Maven: Maven failed: Unknown host/) });
    expect(found).toEqual({ found: false, why: expect.stringMatching(/from 127.0.0.1:\d+: the download failed/) });
    expect(drafts()).toEqual([]);
    expect(findCopy(options).found).toBe(false);
  });

  it('does not put in place what is not whole', async () => {
    const { options } = await withMaven('mkdir -p lib; touch lib/other.jar');
    expect(await installCopy(options, false)).toEqual({ found: false, why: expect.stringContaining('holds neither') });
  });

  it('patient, does not try again for an hour', async () => {
    const { options, poms } = await withMaven('exit 1');
    await installCopy(options, true);
    const tried = poms().length;
    const again = await installCopy(options, true);
    expect(again).toEqual({ found: false, why: expect.stringContaining('`patternbench engines install` tries again') });
    expect(poms()).toHaveLength(tried);
    const longAgo = new Date(Date.now() - 3_700_000);
    utimesSync(join(copiesFolder(cache.cache), 'install-failed'), longAgo, longAgo);
    await installCopy(options, true);
    expect(poms().length).toBeGreaterThan(tried);
  });

  it('replaces what was broken since', async () => {
    const { options } = await withMaven(makeCopy);
    const broken = join(copiesFolder(cache.cache), 'maven-3.3.1');
    mkdirSync(broken, { recursive: true });
    expect(await installCopy(options, false)).toMatchObject({ found: true, copy: { folder: broken } });
  });

  it('stops when it is told to', async () => {
    const { options } = await withMaven('exec sleep 30');
    const signal = AbortSignal.timeout(300);
    await expect(installCopy({ ...options, signal }, false)).rejects.toThrow('timeout');
    expect(drafts()).toEqual([]);
  });
});
