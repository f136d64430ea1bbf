import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installFromArchive, parseChecksum } from './dynamodb-local-archive.ts';
import { freePort } from './free-port.ts';

describe('parseChecksum', () => {
  const digest = '0123456789abcdef'.repeat(4);
  it.each([
    [`${digest}  dynamodb_local_latest.tar.gz\n`, digest],
    [digest.toUpperCase(), digest],
    [`${digest}0`, null],
    ['<html>not found</html>', null],
    ['', null],
  ])('reads %j', (text, expected) => {
    expect(parseChecksum(text)).toBe(expected);
  });
});

describe('installFromArchive', () => {
  let base: string;
  let archive: Buffer;
  let server: Server;
  let answers: Record<string, string | Buffer | 'silence'>;
  let url: string;

  beforeEach(async () => {
    base = mkdtempSync(join(tmpdir(), 'patternbench-archive-'));
    mkdirSync(join(base, 'in', 'DynamoDBLocal_lib'), { recursive: true });
    writeFileSync(join(base, 'in', 'DynamoDBLocal.jar'), 'a jar');
    writeFileSync(join(base, 'in', 'DynamoDBLocal_lib', 'sqlite4java.jar'), 'another');
    execFileSync('tar', ['-czf', join(base, 'a.tar.gz'), '-C', join(base, 'in'), '.']);
    archive = readFileSync(join(base, 'a.tar.gz'));
    answers = { '/a.tar.gz': archive, '/a.tar.gz.sha256': `${sha256(archive)}  a.tar.gz\n` };
    server = createServer((request, response) => {
      const answer = answers[request.url ?? ''];
      if (answer === 'silence') return void response.write('h');
      response.writeHead(answer === undefined ? 404 : 200).end(answer);
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${port}/a.tar.gz`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(base, { recursive: true, force: true });
  });

  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const folder = () => join(base, 'out');
  const install = (change: object = {}) =>
    installFromArchive({ url, sha256: null, folder: folder(), onProgress: () => {}, signal: undefined, ...change });

  it('unpacks what has the published SHA-256', async () => {
    expect(await install()).toBeNull();
    expect(readdirSync(folder()).sort()).toEqual(['DynamoDBLocal.jar', 'DynamoDBLocal_lib']);
  });

  it('refuses what has another, and unpacks nothing', async () => {
    answers['/a.tar.gz'] = Buffer.concat([archive, Buffer.from('!')]);
    const found = sha256(Buffer.concat([archive, Buffer.from('!')]));
    expect(await install()).toBe(`the archive's SHA-256 is ${found}, not ${sha256(archive)}: it is refused`);
    expect(readdirSync(folder())).toEqual([]);
  });

  it('holds it against the SHA-256 that was given beforehand, not the published one', async () => {
    const given = 'ab'.repeat(32);
    expect(await install({ sha256: given })).toBe(
      `the archive's SHA-256 is ${sha256(archive)}, not ${given}: it is refused`,
    );
    expect(await install({ sha256: sha256(archive).toUpperCase() })).toBeNull();
  });

  it.each([
    ['no checksum is published', '/a.tar.gz.sha256', undefined, '.sha256 answered 404'],
    ['the checksum is none', '/a.tar.gz.sha256', '<html>', '"<html>" is no SHA-256'],
    ['there is no archive', '/a.tar.gz', undefined, 'a.tar.gz answered 404'],
    ['the server falls silent', '/a.tar.gz', 'silence', 'was silent for 0.2 s'],
  ])('fails when %s', async (_, path, answer, why) => {
    if (answer === undefined) delete answers[path];
    else answers[path] = answer;
    expect(await install({ silenceMs: 200 })).toContain(why);
    expect(existsSync(join(folder(), 'DynamoDBLocal.jar'))).toBe(false);
  });

  it('fails when nobody listens', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/a.tar.gz`;
    expect(await install({ url: nobody })).toMatch(/the download failed: fetch failed \(connect ECONNREFUSED/);
  });

  it('refuses a checksum that comes over a connection anybody can change', async () => {
    const why = 'http://mirror.test/a.tar.gz is not https, and no SHA-256 was given beforehand';
    expect(await install({ url: 'http://mirror.test/a.tar.gz' })).toBe(why);
  });
});
