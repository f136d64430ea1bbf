import { afterEach, describe, expect, it, vi } from 'vitest';
import { EnvironmentError } from '../../engines/environment-error.ts';
import { CredentialSource, type Credentials, findCredentials } from './credentials.ts';
import { endpointOf } from './endpoint.ts';

const local = endpointOf('http://127.0.0.1:8000');
const aws = endpointOf('https://dynamodb.us-east-1.amazonaws.com');
const none = () => Promise.reject(new Error('Could not load credentials from any providers'));

const credentials = (name: string, expiresMs?: number): Credentials => ({
  accessKeyId: name,
  secretAccessKey: `secret of ${name}`,
  ...(expiresMs === undefined ? {} : { expiration: new Date(expiresMs) }),
});

describe('finding credentials', () => {
  it('takes what the chain gives, wherever the endpoint is', async () => {
    for (const endpoint of [local, aws]) {
      const found = await findCredentials(endpoint, async () => credentials('ASKED'));
      expect(found.current()).toEqual(credentials('ASKED'));
    }
  });

  it('makes some up on loopback where there are none', async () => {
    const { accessKeyId } = (await findCredentials(local, none)).current();
    expect(accessKeyId).toMatch(/^[A-Za-z0-9]+$/);
  });

  it('has none for AWS where there are none', async () => {
    const finding = findCredentials(aws, none);
    await expect(finding).rejects.toThrow(EnvironmentError);
    await expect(finding).rejects.toThrow(
      'no AWS credentials were found (Could not load credentials from any providers)',
    );
  });
});

describe('the default chain on loopback', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('takes what the environment has', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a-secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'a-token');
    vi.stubEnv('AWS_PROFILE', undefined);
    expect((await findCredentials(local)).current()).toMatchObject({
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'a-secret',
      sessionToken: 'a-token',
    });
  });

  it('does not wait long for a metadata service that is not there', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
    const fromMs = performance.now();
    expect((await findCredentials(local)).current().accessKeyId).toBe('patternbench');
    expect(performance.now() - fromMs).toBeLessThan(1_500);
  });
});

describe('credentials that expire', () => {
  it('are renewed five minutes before, and used until the new ones are there', async () => {
    let nowMs = 0;
    const given = [credentials('SECOND', 3_600_000)];
    let asked = 0;
    const chain = async (): Promise<Credentials> => {
      asked++;
      return given.shift() ?? none();
    };
    const source = new CredentialSource(credentials('FIRST', 1_000_000), chain, () => nowMs);

    nowMs = 699_999;
    expect(source.current().accessKeyId).toBe('FIRST');
    expect(asked).toBe(0);

    nowMs = 700_000;
    expect(source.current().accessKeyId).toBe('FIRST');
    expect(source.current().accessKeyId).toBe('FIRST');
    expect(asked).toBe(1);
    await Promise.resolve();
    expect(source.current().accessKeyId).toBe('SECOND');

    nowMs = 3_500_000;
    source.current();
    await Promise.resolve();
    expect(source.current().accessKeyId).toBe('SECOND');
    expect(asked).toBe(2);
    nowMs += 10_000;
    source.current();
    expect(asked).toBe(3);
  });

  it('are left alone where they do not', () => {
    const source = new CredentialSource(credentials('LASTING'), none, () => Number.MAX_SAFE_INTEGER);
    expect(source.current().accessKeyId).toBe('LASTING');
  });
});
